package io.ordersaga.orchestrator.audit;

import io.ordersaga.messages.TimeOrderedId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sagas by the time in their ids.
 *
 * @param after the id before the first; {@link TimeOrderedId#BEFORE_ALL} does not limit
 * @param end the id behind the last; null does not limit
 */
record SagaRange(UUID after, @Nullable UUID end) {

    /** Null does not limit. */
    static SagaRange of(@Nullable Instant createdAfter, @Nullable Instant createdBefore) {
        UUID lowest = createdAfter == null ? TimeOrderedId.BEFORE_ALL : TimeOrderedId.lowestOf(createdAfter);
        return new SagaRange(
                lowest.equals(TimeOrderedId.BEFORE_ALL) ? lowest : TimeOrderedId.before(lowest),
                createdBefore == null ? null : TimeOrderedId.lowestOf(createdBefore));
    }

    /** Only the sagas that are not forgotten. */
    SagaRange from(UUID horizon) {
        return TimeOrderedId.ORDER.compare(after, horizon) < 0
                ? new SagaRange(TimeOrderedId.before(horizon), end)
                : this;
    }

    /** When it ends, at that moment at the latest. */
    Instant endOr(Instant moment) {
        Instant own = end == null ? moment : TimeOrderedId.timeOf(end);
        return own.isBefore(moment) ? own : moment;
    }

    boolean reaches(UUID id) {
        return end == null || TimeOrderedId.ORDER.compare(id, end) < 0;
    }
}
