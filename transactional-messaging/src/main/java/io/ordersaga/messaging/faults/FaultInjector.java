package io.ordersaga.messaging.faults;

import io.ordersaga.messaging.outbox.Departure;
import io.ordersaga.messaging.outbox.OutboxMessage;
import io.ordersaga.messaging.outbox.OutboxPublisher;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.TaskScheduler;

/**
 * Lets a message that is committed meet with an accident, once, as somebody asked for. It is what the broker or the
 * machine would do to it: the outbox takes a message that is dropped, delayed or held back for confirmed.
 */
@Slf4j
@RequiredArgsConstructor
public class FaultInjector implements Departure {

    /** Longer than a command waits for its answer, unless that was set otherwise. */
    static final Duration DELAY = Duration.ofSeconds(8);

    /** What nothing overtakes goes after all. */
    static final Duration HELD_BACK_AT_MOST = Duration.ofSeconds(30);

    private static final int MOST_WISHES = 1_000;
    private static final int SAGA = 1;
    private static final int ACTION = 4;

    private final TaskScheduler scheduler;
    private final Clock clock;
    private final Runnable death;
    private final Map<String, Wish> wishes = new LinkedHashMap<>();
    private final Map<String, OutboxMessage> heldBack = new LinkedHashMap<>();

    private record Wish(String action, InjectedFault fault) {}

    /**
     * The next message of the saga that this service sends for the action meets with the fault. A further wish for the
     * same saga replaces the one before; of too many, the oldest is forgotten.
     */
    public synchronized void inject(UUID sagaId, String action, InjectedFault fault) {
        wishes.put(sagaId.toString(), new Wish(action, fault));
        if (wishes.size() > MOST_WISHES) {
            wishes.remove(wishes.keySet().iterator().next());
        }
    }

    @Override
    public void depart(Collection<OutboxMessage> committed, OutboxPublisher publisher) {
        List<OutboxMessage> leaving = new ArrayList<>();
        committed.forEach(message -> leaving.addAll(fate(message, publisher)));
        publisher.send(leaving);
    }

    /** What is to be published now. */
    private synchronized List<OutboxMessage> fate(OutboxMessage message, OutboxPublisher publisher) {
        String[] words = message.routingKey().split("\\.", -1);
        if (words.length <= ACTION) {
            return List.of(message);
        }
        String saga = words[SAGA];
        Wish wish = wishes.get(saga);
        if (wish == null || !wish.action().equals(words[ACTION])) {
            OutboxMessage overtaken = heldBack.remove(saga);
            return overtaken == null ? List.of(message) : List.of(message, overtaken);
        }
        wishes.remove(saga);
        log.warn("Injected fault: {} {}", wish.fault(), message.routingKey());
        return suffer(wish.fault(), saga, message, publisher);
    }

    private List<OutboxMessage> suffer(
            InjectedFault fault, String saga, OutboxMessage message, OutboxPublisher publisher) {
        switch (fault) {
            case DUPLICATE -> {
                return List.of(message, message);
            }
            case DROP -> publisher.takeAsConfirmed(message);
            case DELAY -> {
                publisher.takeAsConfirmed(message);
                later(DELAY, () -> publisher.send(List.of(message)));
            }
            case REORDER -> {
                publisher.takeAsConfirmed(message);
                heldBack.put(saga, message);
                later(HELD_BACK_AT_MOST, () -> release(saga, message, publisher));
            }
            case CRASH -> death.run();
        }
        return List.of();
    }

    private void release(String saga, OutboxMessage message, OutboxPublisher publisher) {
        @Nullable OutboxMessage held;
        synchronized (this) {
            held = heldBack.remove(saga, message) ? message : null;
        }
        if (held != null) {
            publisher.send(List.of(held));
        }
    }

    private void later(Duration pause, Runnable work) {
        ScheduledFuture<?> _ = scheduler.schedule(work, clock.instant().plus(pause));
    }
}
