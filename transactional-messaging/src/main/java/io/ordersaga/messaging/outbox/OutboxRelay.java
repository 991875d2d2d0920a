package io.ordersaga.messaging.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.ordersaga.messaging.measure.Pace;
import io.ordersaga.messaging.settings.MessagingProperties.Publishing;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import lombok.extern.slf4j.Slf4j;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/**
 * Sends what a crash, a lost connection or a lost confirm left in the outbox. Any number of instances run it: each row
 * is leased to one of them in a transaction of its own, and published after that.
 */
@Slf4j
public class OutboxRelay implements SchedulingConfigurer {

    private final OutboxStore store;
    private final OutboxPublisher publisher;
    private final int batch;
    private final Duration interval;
    private final AtomicReference<OutboxStore.Lag> lag = new AtomicReference<>(OutboxStore.Lag.UNKNOWN);
    private final Pace pace = new Pace();
    private boolean reported;

    OutboxRelay(OutboxStore store, OutboxPublisher publisher, Publishing settings, MeterRegistry meters) {
        this.store = store;
        this.publisher = publisher;
        this.batch = settings.relayBatch();
        this.interval = settings.relayInterval();
        meters.gauge("outbox.messages", lag, l -> l.get().messages());
        meters.gauge("outbox.overdue.seconds", lag, l -> Math.max(0, l.get().secondsOverdue()));
        meters.gauge("outbox.oldest.age.seconds", lag, l -> l.get().oldestAge());
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addFixedDelayTask(this::relay, interval);
    }

    /** As it was last counted. */
    OutboxStore.Lag lag() {
        return lag.get();
    }

    /** Takes up what is due, as long as the publisher has room and the broker takes messages. */
    private void relay() {
        try {
            boolean more = true;
            while (more && publisher.hasRoomFor(batch)) {
                List<OutboxMessage> due = store.claimDue(batch);
                publisher.publish(due);
                more = due.size() == batch;
            }
            pace.keep(() -> lag.set(store.lag()));
            reported = false;
        } catch (RuntimeException e) {
            report(e);
        }
    }

    private void report(RuntimeException e) {
        lag.set(OutboxStore.Lag.UNKNOWN);
        if (!reported) {
            log.warn("The outbox cannot be read; the relay tries again: {}", e.toString());
            reported = true;
        }
    }
}
