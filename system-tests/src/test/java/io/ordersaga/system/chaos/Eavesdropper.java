package io.ordersaga.system.chaos;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Hears every message, remembers some of any age, and says them again, out of turn. */
final class Eavesdropper implements AutoCloseable {

    private static final String EXCHANGE = "saga";
    private static final int MEMORY = 5_000;

    private final Broker broker;
    private final SplittableRandom random = new SplittableRandom();
    private final List<Heard> memory = new ArrayList<>();
    private long heard;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private @Nullable Connection connection;

    private record Heard(String routingKey, BasicProperties properties, byte[] body) {}

    Eavesdropper(Broker broker) {
        this.broker = broker;
        clock.scheduleWithFixedDelay(this::listen, 0, 500, TimeUnit.MILLISECONDS);
    }

    /** Listens again if it was cut off; a broker that is away is tried again soon. */
    private synchronized void listen() {
        Connection current = connection;
        if (current != null && current.isOpen()) {
            return;
        }
        try {
            connection = broker.connect();
            Channel channel = connection.createChannel();
            String queue = channel.queueDeclare().getQueue();
            channel.queueBind(queue, EXCHANGE, "saga.#");
            channel.basicConsume(queue, true, (_, message) -> remember(message), _ -> {});
        } catch (Exception e) {
            hangUp();
        }
    }

    /** Every message heard is as likely to be remembered as every other (reservoir sampling). */
    private synchronized void remember(Delivery message) {
        heard++;
        long place = memory.size() < MEMORY ? memory.size() : random.nextLong(heard);
        Heard fresh = new Heard(message.getEnvelope().getRoutingKey(), message.getProperties(), message.getBody());
        if (place == memory.size()) {
            memory.add(fresh);
        } else if (place < MEMORY) {
            memory.set((int) place, fresh);
        }
    }

    /** Says so many of them again, each as it was. */
    void repeat(int messages) throws Exception {
        broker.tell(channel -> {
            for (Heard each : some(messages)) {
                channel.basicPublish(EXCHANGE, each.routingKey(), each.properties(), each.body());
            }
        });
    }

    private synchronized List<Heard> some(int messages) {
        List<Heard> chosen = new ArrayList<>();
        for (int i = 0; i < messages && !memory.isEmpty(); i++) {
            chosen.add(memory.get(random.nextInt(memory.size())));
        }
        return chosen;
    }

    @Override
    public void close() {
        clock.shutdownNow();
        hangUp();
    }

    private synchronized void hangUp() {
        Connection current = connection;
        connection = null;
        if (current != null) {
            current.abort();
        }
    }
}
