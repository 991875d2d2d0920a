package io.ordersaga.messaging.consume;

import com.rabbitmq.client.Channel;
import io.ordersaga.messaging.delivery.InboundMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import lombok.extern.slf4j.Slf4j;

/**
 * What has arrived and is not in hand. Messages that were delivered and not answered a few times are suspects: one of
 * them may kill its consumer, and the broker counts that against all it had delivered, dead-lettering the innocent with
 * the guilty in the end. So each suspect is handled alone, in no order: the innocent get away in one life or another,
 * and only the guilty one reaches the broker's delivery limit.
 */
@Slf4j
class Arrivals {

    private static final int SUSPECT_AFTER = 3;
    private static final long IDLE_CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /** Within which what a broker delivers at the start of a consumer has come. */
    private static final long LINE_UP_NANOS = Duration.ofMillis(100).toNanos();

    /** After which a suspect has its turn, however much else arrives: the broker does not wait for ever either. */
    private static final long TURN_NANOS = Duration.ofSeconds(1).toNanos();

    private final BlockingQueue<Delivery> arrived = new LinkedBlockingQueue<>();
    private final List<Delivery> suspects = new ArrayList<>();
    private CountDownLatch missing = new CountDownLatch(0);
    private long linedUpAt;
    private long turnAt;
    private final Set<Channel> channels = new LinkedHashSet<>();

    /** A message, and how to acknowledge it. */
    record Delivery(Channel channel, long tag, InboundMessage message) {

        boolean isSuspect() {
            return message.headers().get("x-delivery-count") instanceof Number count
                    && count.intValue() >= SUSPECT_AFTER;
        }

        /** Else the broker delivers it again, and it is of no use here. */
        boolean canBeAcknowledged() {
            return channel.isOpen();
        }
    }

    /** Called by the broker's threads. What came over a channel that is broken by now makes room. */
    synchronized void add(Delivery delivery) {
        if (channels.add(delivery.channel())) {
            channels.removeIf(older -> !older.isOpen());
            arrived.removeIf(older -> !older.canBeAcknowledged());
        }
        arrived.add(delivery);
        missing.countDown();
    }

    /** Waits until so many have arrived, at most that long. */
    void gather(int enough, Duration atMost) throws InterruptedException {
        CountDownLatch stillMissing = missing(enough);
        if (!stillMissing.await(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
            log.trace("{} did not arrive in {}", stillMissing.getCount(), atMost);
        }
    }

    private synchronized CountDownLatch missing(int enough) {
        missing = new CountDownLatch(Math.max(0, enough - arrived.size()));
        return missing;
    }

    /**
     * Waits a moment for something to arrive.
     *
     * @return what to handle in one transaction: at most so many, or one suspect; perhaps none
     */
    List<Delivery> next(int most) throws InterruptedException {
        if (!suspects.isEmpty() && System.nanoTime() - turnAt >= 0) {
            return oneSuspect();
        }
        List<Delivery> batch = new ArrayList<>();
        Delivery first = arrived.poll(patience(), TimeUnit.NANOSECONDS);
        if (first != null) {
            batch.add(first);
            arrived.drainTo(batch, most - 1);
            batch.removeIf(delivery -> !delivery.canBeAcknowledged());
        }
        putAside(batch);
        return batch.isEmpty() && !suspects.isEmpty() && System.nanoTime() - linedUpAt >= 0 ? oneSuspect() : batch;
    }

    private List<Delivery> oneSuspect() {
        turnAt = System.nanoTime() + TURN_NANOS;
        Delivery suspect = suspects.remove(ThreadLocalRandom.current().nextInt(suspects.size()));
        return suspect.canBeAcknowledged() ? List.of(suspect) : List.of();
    }

    /** Whether everything that came over its channel before it is done with, so that one acknowledgement does for all. */
    boolean isLastOpen(Delivery delivery) {
        return suspects.stream().noneMatch(suspect -> suspect.channel().equals(delivery.channel()));
    }

    /**
     * Lets the broker deliver again whatever came and was not acknowledged. Otherwise a later acknowledgement would count
     * for messages that nobody handled.
     */
    void giveBack() {
        for (Channel channel : left()) {
            try {
                channel.abort();
            } catch (IOException | RuntimeException e) {
                log.debug("the channel was broken already", e);
            }
        }
    }

    private synchronized List<Channel> left() {
        clear();
        List<Channel> all = List.copyOf(channels);
        channels.clear();
        return all;
    }

    void clear() {
        arrived.clear();
        suspects.clear();
    }

    private long patience() {
        return suspects.isEmpty() ? IDLE_CHECK_NANOS : Math.max(0, linedUpAt - System.nanoTime());
    }

    private void putAside(List<Delivery> batch) {
        suspects.removeIf(suspect -> !suspect.canBeAcknowledged());
        if (batch.stream().anyMatch(Delivery::isSuspect)) {
            turnAt = suspects.isEmpty() ? System.nanoTime() + TURN_NANOS : turnAt;
            batch.stream().filter(Delivery::isSuspect).forEach(suspects::add);
            batch.removeIf(Delivery::isSuspect);
            linedUpAt = System.nanoTime() + LINE_UP_NANOS;
        }
    }
}
