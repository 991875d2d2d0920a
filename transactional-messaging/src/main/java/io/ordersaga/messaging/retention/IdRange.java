package io.ordersaga.messaging.retention;

import java.util.Collection;
import java.util.Comparator;
import java.util.UUID;

/**
 * From the lowest to the highest of some ids, in PostgreSQL's order. A statement that looks for an array of ids and names
 * it besides looks at the months in between alone: PostgreSQL does not conclude from an array which partitions its ids can
 * be in, and would search each of them for each id (PostgreSQL: partition pruning). Not for joins, which it would tempt to
 * read everything in between.
 */
public record IdRange(UUID first, UUID last) {

    /** Bytes without a sign, which is not the order of {@link UUID#compareTo}. */
    private static final Comparator<UUID> ORDER = Comparator.comparing(
                    UUID::getMostSignificantBits, Long::compareUnsigned)
            .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

    /** @throws java.util.NoSuchElementException when there is none */
    public static IdRange of(Collection<UUID> ids) {
        return new IdRange(
                ids.stream().min(ORDER).orElseThrow(), ids.stream().max(ORDER).orElseThrow());
    }
}
