package io.ordersaga.benchmarks;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DeliverCallback;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A quorum queue, and who waits for what comes out of it. */
final class Lane {

    /** An exchange that routes by topic. */
    static final String TOPICS = "saga";

    private static final Map<String, Object> QUORUM = Map.of("x-queue-type", "quorum");
    private static final long DELIVERED_WITHIN_SECONDS = 30;

    private final String queue;
    private final Channel channel;

    /** Tags of deliveries that were not acknowledged yet, by the worker that they are for. */
    private final Map<String, BlockingQueue<Long>> mailboxes = new ConcurrentHashMap<>();

    Lane(String queue, Connection consuming) throws IOException {
        this.queue = queue;
        channel = consuming.createChannel();
        channel.queueDeclare(queue, true, false, false, QUORUM);
        channel.exchangeDeclare(TOPICS, BuiltinExchangeType.TOPIC, true);
        channel.queueBind(queue, TOPICS, "saga.*.command." + queue + ".*");
        DeliverCallback deliver =
                (_, delivery) -> mailbox(delivery.getProperties().getCorrelationId())
                        .add(delivery.getEnvelope().getDeliveryTag());
        channel.basicConsume(queue, false, deliver, _ -> {});
    }

    String queue() {
        return queue;
    }

    /** What leads a message of this order here, of the form that commands have. */
    String topic(UUID order) {
        return "saga." + order + ".command." + queue + ".take_step";
    }

    private BlockingQueue<Long> mailbox(String worker) {
        return mailboxes.computeIfAbsent(worker, _ -> new LinkedBlockingQueue<>());
    }

    /** Waits for so many messages for that worker, and returns the tag of the last. */
    long await(String worker, int messages) throws IOException, InterruptedException {
        BlockingQueue<Long> mailbox = mailbox(worker);
        long last = 0;
        for (int i = 0; i < messages; i++) {
            Long tag = mailbox.poll(DELIVERED_WITHIN_SECONDS, TimeUnit.SECONDS);
            if (tag == null) {
                throw new IOException("a confirmed message did not come out of " + queue);
            }
            last = tag;
        }
        return last;
    }

    /** @param all that came before it as well, which only a worker that has the lane for itself may do */
    void acknowledge(long tag, boolean all) throws IOException {
        channel.basicAck(tag, all);
    }
}
