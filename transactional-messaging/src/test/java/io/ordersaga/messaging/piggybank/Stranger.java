package io.ordersaga.messaging.piggybank;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.ordersaga.local.broker.BrokerAccess;
import io.ordersaga.messages.Command;
import io.ordersaga.messages.MessageJson;
import io.ordersaga.messages.RoutingKey;
import io.ordersaga.messaging.topology.Topology;
import java.io.IOException;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;

/** Whoever has a connection to the broker and no manners: publishes anything, and empties the dead-letter queue. */
public final class Stranger implements AutoCloseable {

    private final Connection connection;
    private final Channel channel;
    private final Queue<Letter> letters = new ConcurrentLinkedQueue<>();

    /** A dead letter as it lay in the queue. */
    public record Letter(String key, BasicProperties properties, byte[] body) {

        public String header(String name) {
            return String.valueOf(headers().get(name));
        }

        public Map<String, Object> headers() {
            return properties.getHeaders() == null ? Map.of() : properties.getHeaders();
        }
    }

    private Stranger(Connection connection) throws IOException {
        this.connection = connection;
        this.channel = connection.createChannel();
        channel.confirmSelect();
    }

    public static Stranger at(BrokerAccess broker) throws IOException, TimeoutException {
        return new Stranger(broker.connect());
    }

    /** From now on every dead letter is taken from its queue, which must be there. */
    public Stranger takingDeadLetters() throws IOException {
        Channel taking = connection.createChannel();
        taking.basicConsume(
                Topology.DEAD_LETTERS,
                true,
                (_, message) -> letters.add(
                        new Letter(message.getEnvelope().getRoutingKey(), message.getProperties(), message.getBody())),
                _ -> {});
        return this;
    }

    public Queue<Letter> letters() {
        return letters;
    }

    public static BasicProperties.Builder proper() {
        return new BasicProperties.Builder().contentType("application/json").deliveryMode(2);
    }

    public synchronized void publish(String key, BasicProperties properties, byte[] body) throws IOException {
        channel.basicPublish(Topology.EXCHANGE, key, properties, body);
    }

    public void publish(Command command) throws IOException {
        publish(RoutingKey.of(command).toString(), proper().build(), MessageJson.write(command));
    }

    /** Until the broker has all that was published. */
    public synchronized void settle() throws IOException, InterruptedException {
        channel.waitForConfirmsOrDie();
    }

    public Channel channel() {
        return channel;
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
