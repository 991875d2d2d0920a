package io.ordersaga.orchestrator.audit;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The order of saga ids as PostgreSQL has it: byte by byte, without a sign, which {@link UUID#compareTo} has. */
final class SagaIds {

    static final Comparator<UUID> ORDER = Comparator.comparing(UUID::getMostSignificantBits, Long::compareUnsigned)
            .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

    /** Before every id; no saga has it. */
    static final UUID BEFORE_ALL = new UUID(0, 0);

    private SagaIds() {}

    /** The id right before this one. */
    static UUID before(UUID id) {
        long low = id.getLeastSignificantBits();
        return new UUID(id.getMostSignificantBits() - (low == 0 ? 1 : 0), low - 1);
    }

    /** The lowest UUID of version 7 (RFC 9562) of that time: 48 bits of milliseconds, then nothing. */
    static UUID lowestOf(Instant moment) {
        return new UUID(Math.clamp(moment.toEpochMilli(), 0, (1L << 48) - 1) << 16, 0);
    }

    /** The time in an id. */
    static Instant momentOf(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    /** Sagas by the time in their ids; null does not limit. */
    record Range(UUID after, @Nullable UUID end) {

        static Range of(@Nullable Instant createdAfter, @Nullable Instant createdBefore) {
            UUID lowest = createdAfter == null ? BEFORE_ALL : lowestOf(createdAfter);
            return new Range(
                    lowest.equals(BEFORE_ALL) ? BEFORE_ALL : before(lowest),
                    createdBefore == null ? null : lowestOf(createdBefore));
        }

        /** Only the sagas that are not forgotten. */
        Range from(UUID horizon) {
            return ORDER.compare(after, horizon) < 0 && !horizon.equals(BEFORE_ALL)
                    ? new Range(before(horizon), end)
                    : this;
        }

        /** When it ends, at that moment at the latest. */
        Instant endOr(Instant moment) {
            Instant own = end == null ? moment : momentOf(end);
            return own.isBefore(moment) ? own : moment;
        }

        boolean reaches(UUID id) {
            return end == null || ORDER.compare(id, end) < 0;
        }
    }
}
