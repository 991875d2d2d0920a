package io.ordersaga.orchestrator.audit;

import io.ordersaga.messages.TimeOrderedId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** How far an audit is, for whoever waits for it. It reads sagas in the order of their ids, and so of their time. */
public final class AuditProgress {

    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private volatile @Nullable State state;
    private volatile boolean complete;

    private record State(Instant first, Instant upTo, Instant end, long sagas, long found) {}

    void reached(UUID saga, Instant end, long sagas, long found) {
        State before = state;
        Instant moment = TimeOrderedId.timeOf(saga);
        state = new State(before == null ? moment : before.first(), moment, end, sagas, found);
    }

    void completed() {
        complete = true;
    }

    /** Ends it: what it found until then is what it reports. */
    public void stop() {
        stopped.complete(null);
    }

    boolean isStopped() {
        return stopped.isDone();
    }

    CompletableFuture<Void> whenStopped() {
        return stopped;
    }

    /** Whether it has seen everything. */
    public boolean isComplete() {
        return complete;
    }

    /** How many sagas were looked at. */
    public long sagas() {
        State now = state;
        return now == null ? 0 : now.sagas();
    }

    /** How much does not add up. */
    public long found() {
        State now = state;
        return now == null ? 0 : now.found();
    }

    /** When the saga was created that it looks at; null before the first. */
    public @Nullable Instant upTo() {
        State now = state;
        return now == null ? null : now.upTo();
    }

    /** The part of the time it is asked about that is behind it, from 0 to 1. */
    public double share() {
        State now = state;
        if (now == null) {
            return 0;
        }
        long whole = Duration.between(now.first(), now.end()).toMillis();
        long done = Duration.between(now.first(), now.upTo()).toMillis();
        return whole <= 0 ? 0 : Math.clamp((double) done / whole, 0, 1);
    }
}
