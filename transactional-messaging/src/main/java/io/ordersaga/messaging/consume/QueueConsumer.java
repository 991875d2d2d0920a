package io.ordersaga.messaging.consume;

import com.rabbitmq.client.Channel;
import io.ordersaga.messaging.consume.Arrivals.Delivery;
import io.ordersaga.messaging.delivery.InboundMessage;
import io.ordersaga.messaging.settings.MessagingProperties;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.core.QueueInformation;
import org.springframework.amqp.rabbit.connection.ChannelProxy;
import org.springframework.amqp.rabbit.listener.DirectMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.api.ChannelAwareMessageListener;
import org.springframework.context.SmartLifecycle;

/**
 * Consumes one queue with one thread: takes whatever has arrived, lets it be handled in one transaction, acknowledges
 * it with one acknowledgement after the commit. A lone message is not kept waiting for others. What has arrived and is
 * not acknowledged is bounded by the prefetch.
 */
@Slf4j
class QueueConsumer implements SmartLifecycle, Backoff.Stopping {

    private static final long STOP_WITHIN_MS = 15_000;
    private static final Duration AFTER_FAULT = Duration.ofSeconds(1);

    /** So many looks in a row at a consumer to which nothing came, and it subscribes anew. */
    private static final int ANEW_AFTER = 9;

    /** A look counts for so many when messages wait in the queue; not for all, as the consumer may be reconnecting. */
    private static final int LOOKS_IF_WAITED_FOR = 3;

    private final DirectMessageListenerContainer container;
    private final int batchSize;
    private final int maxBodySize;
    private final Gathering gathering;
    private final Arrivals arrivals = new Arrivals();
    private volatile CountDownLatch stop = new CountDownLatch(1);
    private @Nullable BatchProcessor<?> processor;
    private volatile @Nullable Thread thread;
    private volatile boolean heard;
    private volatile boolean inHand;
    private int looksInVain;

    QueueConsumer(DirectMessageListenerContainer container, MessagingProperties properties) {
        this.container = container;
        this.batchSize = properties.batchSize();
        this.maxBodySize = properties.maxBodySize();
        this.gathering = Gathering.of(properties.gathering(), properties.batchSize());
        container.setMessageListener((ChannelAwareMessageListener) this::arrived);
    }

    void processWith(BatchProcessor<?> batches) {
        this.processor = batches;
    }

    private void arrived(Message message, @Nullable Channel channel) {
        if (channel == null) {
            throw new IllegalStateException("a message without a channel cannot be acknowledged");
        }
        heard = true;
        MessageProperties properties = message.getMessageProperties();
        arrivals.add(
                new Delivery(physical(channel), properties.getDeliveryTag(), inbound(message.getBody(), properties)));
    }

    /**
     * The tag of a delivery means something on the channel that brought it, and on no other; Spring's proxy would open
     * another when that one is closed.
     */
    private static Channel physical(Channel channel) {
        return channel instanceof ChannelProxy proxy ? proxy.getTargetChannel() : channel;
    }

    /** Of what is too large only the beginning is kept, for the dead letter: all that waits here is bounded. */
    private InboundMessage inbound(byte[] body, MessageProperties properties) {
        return new InboundMessage(
                text(properties.getConsumerQueue()),
                text(properties.getReceivedRoutingKey()),
                properties.getMessageId(),
                properties.getType(),
                properties.getContentType(),
                properties.getAppId(),
                properties.getHeaders(),
                body.length > maxBodySize ? Arrays.copyOf(body, maxBodySize) : body,
                body.length);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    @Override
    public synchronized void start() {
        stop = new CountDownLatch(1);
        thread = Thread.ofPlatform().name("consume-" + queue()).start(this::run);
        container.start();
    }

    private void run() {
        try {
            while (stop.getCount() > 0) {
                handleNext();
            }
        } catch (InterruptedException e) {
            log.debug("stopped with unacknowledged messages; the broker delivers them again", e);
        }
    }

    private void handleNext() throws InterruptedException {
        try {
            List<Delivery> batch = arrivals.next(batchSize);
            if (!batch.isEmpty()) {
                handle(batch);
                arrivals.gather(gathering.enough(), gathering.after(batch.size()));
            }
        } catch (RuntimeException | Error e) {
            // Else the queue would have no reader any more, and nobody would notice.
            log.error("Consuming goes on after a fault; the broker delivers again what is not acknowledged.", e);
            arrivals.giveBack();
            await(AFTER_FAULT);
        }
    }

    private void handle(List<Delivery> batch) throws InterruptedException {
        if (processor == null) {
            throw new IllegalStateException("nobody handles the messages of " + queue());
        }
        inHand = true;
        try {
            processor.process(batch.stream().map(Delivery::message).toList());
            acknowledge(batch);
        } finally {
            inHand = false;
        }
    }

    /**
     * One acknowledgement per channel: all that came over it before the last of the batch has come to its end, unless
     * some was put aside. On a channel that broke meanwhile the messages are delivered again, and the inbox knows them.
     */
    private void acknowledge(List<Delivery> batch) {
        Map<Channel, Delivery> last = new LinkedHashMap<>();
        batch.forEach(delivery -> last.put(delivery.channel(), delivery));
        last.forEach((channel, latest) -> {
            if (arrivals.isLastOpen(latest)) {
                acknowledge(latest, true);
            } else {
                batch.stream()
                        .filter(delivery -> delivery.channel().equals(channel))
                        .forEach(delivery -> acknowledge(delivery, false));
            }
        });
    }

    private static void acknowledge(Delivery delivery, boolean allBefore) {
        try {
            delivery.channel().basicAck(delivery.tag(), allBefore);
        } catch (IOException | RuntimeException e) {
            log.debug("the channel broke before the acknowledgement", e);
        }
    }

    @Override
    public boolean await(Duration pause) throws InterruptedException {
        return stop.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Finishes and acknowledges the batch in hand; what else has arrived goes back to the broker. */
    @Override
    public synchronized void stop() {
        stop.countDown();
        Thread running = thread;
        try {
            if (running != null && !running.join(Duration.ofMillis(STOP_WITHIN_MS))) {
                log.warn("The batch in hand is not finished; the broker will deliver it again.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = null;
        container.stop();
        arrivals.clear();
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    String queue() {
        return container.getQueueNames()[0];
    }

    /**
     * Subscribes anew after so many looks at which nothing had come and nothing was in hand: that the broker tells a
     * consumer of its end cannot be relied on. RabbitMQ before 4.0 says nothing when the queue is declared again in the
     * moment of its deletion: it counts the consumer as the new queue's, and what it owes it never leaves the channel
     * ({@code handle_consuming_queue_down_or_eol} in rabbit_channel.erl of 3.13). A queue without both messages and
     * readers may be one without a leader, at which to subscribe would end the connection.
     */
    synchronized void looked(QueueInformation queue) {
        boolean idle = isRunning() && !inHand && !heard;
        heard = false;
        boolean waitedFor = queue.getMessageCount() > 0;
        int look = waitedFor ? LOOKS_IF_WAITED_FOR : Math.min(queue.getConsumerCount(), 1);
        looksInVain = idle ? looksInVain + look : 0;
        if (looksInVain >= ANEW_AFTER) {
            looksInVain = 0;
            if (waitedFor) {
                log.warn("Nobody reads {} any more; its consumer is started again.", queue());
            }
            container.stop();
            container.start();
        }
    }
}
