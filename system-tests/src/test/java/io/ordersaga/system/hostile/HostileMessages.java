package io.ordersaga.system.hostile;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.ordersaga.testing.TestInfrastructure;
import io.ordersaga.testing.WireProperties;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

/** Publishes nonsense to every queue, each through the exchange and straight into the queue. */
final class HostileMessages {

    static final List<String> QUEUES = List.of(
            "user-service.commands",
            "product-service.commands",
            "order-service.commands",
            "orchestrator-service.events",
            "saga.dead-letters");

    private static final List<String> SERVICES = List.of("user", "product", "order");
    private static final int CONFIRM_AFTER = 500;
    private static final long CONFIRM_WITHIN_MS = 60_000;
    private static final int LARGEST = 1_000_000;

    private final Garbage garbage;

    HostileMessages(Garbage garbage) {
        this.garbage = garbage;
    }

    /** Returns when the broker has taken all of them. */
    void flood(int toEach) {
        publishing(channel -> {
            for (int i = 1; i <= toEach; i++) {
                for (String service : SERVICES) {
                    UUID saga = garbage.id();
                    send(channel, service + "-service.commands", garbage.commandKey(service, saga), saga);
                }
                UUID saga = garbage.id();
                send(channel, "orchestrator-service.events", garbage.eventKey(saga), saga);
                send(channel, "saga.dead-letters", garbage.word(), garbage.id());
                if (i % CONFIRM_AFTER == 0) {
                    channel.waitForConfirmsOrDie(CONFIRM_WITHIN_MS);
                    System.out.println("hostile messages: " + i + " on each queue");
                }
            }
        });
    }

    /** The largest bodies and the most headers that the broker takes. */
    void burst(String queue, int messages) {
        publishing(channel -> {
            for (int i = 0; i < messages; i++) {
                channel.basicPublish(
                        "", queue, WireProperties.manyHeaders(garbage.id()), garbage.bytes(i % 2 == 0 ? 10 : LARGEST));
            }
        });
    }

    private interface Publishing {
        void with(Channel channel) throws IOException, TimeoutException, InterruptedException;
    }

    private static void publishing(Publishing work) {
        try (Connection connection = TestInfrastructure.get().broker().connect()) {
            Channel channel = connection.createChannel();
            channel.confirmSelect();
            work.with(channel);
            channel.waitForConfirmsOrDie(CONFIRM_WITHIN_MS);
        } catch (IOException | TimeoutException e) {
            throw new IllegalStateException("the broker did not take the messages", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void send(Channel channel, String queue, String key, UUID saga) throws IOException {
        boolean straight = garbage.now(4) || queue.equals("saga.dead-letters");
        channel.basicPublish(straight ? "" : "saga", straight ? queue : key, properties(), garbage.body(saga));
    }

    private BasicProperties properties() {
        if (garbage.now(200)) {
            return garbage.wireProperties();
        }
        BasicProperties.Builder properties = new BasicProperties.Builder();
        if (!garbage.now(4)) {
            properties.contentType(garbage.now(4) ? garbage.word() : "application/json");
        }
        if (garbage.now(2)) {
            properties.messageId(garbage.word()).type(garbage.word()).appId(garbage.word());
        }
        if (garbage.now(3)) {
            properties.headers(Map.of(
                    "traceparent", garbage.word(), "x-dead-letter-cause", garbage.word(), "x-death", garbage.word()));
        }
        return properties.deliveryMode(2).build();
    }
}
