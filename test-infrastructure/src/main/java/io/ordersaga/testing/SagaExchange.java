package io.ordersaga.testing;

import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.ordersaga.local.broker.BrokerAccess;
import io.ordersaga.messages.Command;
import io.ordersaga.messages.MessageJson;
import io.ordersaga.messages.RoutingKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;

/** The exchange seen from outside: sends commands as an orchestrator does, and hears everything that is said. */
public final class SagaExchange implements AutoCloseable {

    private static final String EXCHANGE = "saga";
    private static final String DEAD_LETTERS = "saga.dead-letters";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final Connection connection;
    private final Channel channel;

    /** A message that passed, as it was. */
    public record Heard(String exchange, String routingKey, BasicProperties properties, String body) {}

    private SagaExchange(Connection connection) throws IOException {
        this.connection = connection;
        this.channel = connection.createChannel();
    }

    /** Connects and listens; the exchanges are declared as the services declare them. */
    public static SagaExchange listening(BrokerAccess broker) {
        try {
            SagaExchange exchange = new SagaExchange(broker.connect());
            exchange.channel.exchangeDeclare(EXCHANGE, "topic", true);
            exchange.channel.exchangeDeclare(DEAD_LETTERS, "fanout", true);
            exchange.listenTo(EXCHANGE, "saga.#");
            exchange.listenTo(DEAD_LETTERS, "");
            return exchange;
        } catch (IOException | TimeoutException e) {
            throw new IllegalStateException("the broker cannot be listened to", e);
        }
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }

    /** Sends a command as the orchestrator does; twice the same command is twice the same message. */
    public void send(Command command) {
        RoutingKey key = RoutingKey.of(command);
        send(key.toString(), key.messageId(), MessageJson.text(command));
    }

    public synchronized void send(String key, UUID messageId, String body) {
        BasicProperties properties = new BasicProperties.Builder()
                .contentType("application/json")
                .messageId(messageId.toString())
                .deliveryMode(2)
                .build();
        try {
            channel.basicPublish(EXCHANGE, key, properties, body.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a message where a stranger may put one, past the exchange. */
    public synchronized void sendStraightTo(String queue, BasicProperties properties, String body) {
        try {
            channel.basicPublish("", queue, properties, body.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the message with the key has passed. */
    public Heard hears(String key) {
        return hears(key, 1).getFirst();
    }

    /** Waits until so many messages with the key have passed, and returns them all. */
    public List<Heard> hears(String key, int times) {
        return hears(key, times, PATIENCE);
    }

    public List<Heard> hears(String key, int times, Duration atMost) {
        return hears(EXCHANGE, key, times, atMost);
    }

    /** Waits until a message with the key has become a dead letter. */
    public Heard buries(String key) {
        return hears(DEAD_LETTERS, key, 1, PATIENCE).getFirst();
    }

    /** What the saga has heard so far from its participants, in order. */
    public List<String> eventsOf(UUID saga) {
        return heard.stream()
                .map(Heard::routingKey)
                .filter(key -> key.startsWith("saga." + saga + ".event."))
                .toList();
    }

    /** Everything of the saga so far, commands and events, as routing keys in the order they passed. */
    public List<Heard> messagesOf(UUID saga) {
        return heard.stream()
                .filter(message -> message.exchange.equals(EXCHANGE))
                .filter(message -> message.routingKey.startsWith("saga." + saga + "."))
                .toList();
    }

    private List<Heard> hears(String exchange, String key, int times, Duration atMost) {
        return await(key)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .atMost(atMost)
                .until(() -> heard(exchange, key), found -> found.size() >= times);
    }

    private List<Heard> heard(String exchange, String key) {
        return heard.stream()
                .filter(message -> message.exchange.equals(exchange) && message.routingKey.equals(key))
                .toList();
    }

    private void listenTo(String exchange, String key) throws IOException {
        String queue = channel.queueDeclare().getQueue();
        channel.queueBind(queue, exchange, key);
        channel.basicConsume(
                queue,
                true,
                (_, message) -> heard.add(new Heard(
                        message.getEnvelope().getExchange(),
                        message.getEnvelope().getRoutingKey(),
                        message.getProperties(),
                        new String(message.getBody(), StandardCharsets.UTF_8))),
                _ -> {});
    }
}
