package io.ordersaga.messaging.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Publishes what was committed, at once and without waiting for one confirm before the next message. It only holds
 * copies: whatever it drops (no connection, too much in flight, a lost confirm) is still in the database and is sent by
 * a relay, so nothing here ever blocks a caller or grows without bound.
 */
@Slf4j
public class OutboxPublisher implements SmartLifecycle {

    private static final int BURST = 500;
    private static final long IDLE_CHECK_MS = 250;
    private static final long CLOSE_WITHIN_MS = 5_000;

    private final ConfirmedChannel channel;
    private final ConfirmedMessages confirmed;
    private final Departure departure;
    private final BlockingQueue<OutboxMessage> handedOver = new LinkedBlockingQueue<>();
    private final Semaphore room;
    private final int maxInFlight;
    private final Counter leftToRelay;
    private final Counter confirmations;
    private volatile boolean running;
    private @Nullable Thread thread;

    OutboxPublisher(
            ConfirmedChannel channel,
            Outcomes outcomes,
            ConfirmedMessages confirmed,
            Departure departure,
            int maxInFlight,
            MeterRegistry meters) {
        this.channel = channel;
        this.confirmed = confirmed;
        this.departure = departure;
        this.maxInFlight = maxInFlight;
        this.room = new Semaphore(maxInFlight);
        this.leftToRelay = meters.counter("outbox.left.to.relay");
        this.confirmations = meters.counter("outbox.confirmed");
        meters.gauge("outbox.in.flight", this, publisher -> maxInFlight - publisher.room.availablePermits());
        outcomes.onSettled(this::settled);
    }

    void publish(Collection<OutboxMessage> messages) {
        departure.depart(messages, this);
    }

    /** Takes over what fits; the rest is left to the relay. Never blocks. */
    public void send(Collection<OutboxMessage> messages) {
        for (OutboxMessage message : messages) {
            if (!running || !room.tryAcquire()) {
                leftToRelay.increment();
            } else {
                handedOver.add(message);
            }
        }
    }

    /** Deletes a message as if the broker had confirmed it. */
    public void takeAsConfirmed(OutboxMessage message) {
        confirmed.add(List.of(message.messageId()));
    }

    /** Asks the channel first: it gives up one that hangs, which frees the room of its unconfirmed messages. */
    boolean hasRoomFor(int messages) {
        return running && channel.isReady() && room.availablePermits() >= messages;
    }

    /** Why the broker takes nothing, in its own words; empty when it does, or is away. */
    Optional<String> blockedBecause() {
        return channel.blockedBecause();
    }

    @Override
    public void start() {
        running = true;
        confirmed.start();
        thread = Thread.ofPlatform().name("outbox-publisher").start(this::run);
    }

    private void run() {
        try {
            while (running || !handedOver.isEmpty()) {
                publishNext();
            }
        } catch (InterruptedException e) {
            log.debug("publishing was interrupted; what is left is in the outbox", e);
        }
    }

    private void publishNext() throws InterruptedException {
        try {
            OutboxMessage first = handedOver.poll(IDLE_CHECK_MS, TimeUnit.MILLISECONDS);
            if (first != null) {
                List<OutboxMessage> burst = new ArrayList<>();
                burst.add(first);
                handedOver.drainTo(burst, BURST);
                channel.publish(burst);
            }
        } catch (RuntimeException | Error e) {
            // Nobody would publish any more, and nobody would notice.
            log.error("Publishing goes on after a fault; what it met is left to the relay.", e);
            Thread.sleep(IDLE_CHECK_MS);
        }
    }

    private void settled(List<UUID> delivered, int settled) {
        room.release(settled);
        if (!delivered.isEmpty()) {
            confirmations.increment(delivered.size());
            confirmed.add(delivered);
        }
    }

    /** Sends what was committed, waits for the confirms that are under way, and leaves the rest to the next start. */
    @Override
    public void stop() {
        running = false;
        try {
            if (thread != null) {
                thread.join(CLOSE_WITHIN_MS);
                thread.interrupt();
            }
            room.release(handedOver.drainTo(new ArrayList<>()));
            if (room.tryAcquire(maxInFlight, CLOSE_WITHIN_MS, TimeUnit.MILLISECONDS)) {
                room.release(maxInFlight);
            } else {
                log.info("Stopped with unconfirmed messages; they stay in the outbox and are sent at the next start.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        channel.stop();
        confirmed.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Starts before and stops after everything that writes to the outbox. */
    @Override
    public int getPhase() {
        return 0;
    }
}
