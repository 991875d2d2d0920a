package io.ordersaga.messaging.retention;

import io.ordersaga.messages.TimeOrderedId;
import java.util.Collection;
import java.util.UUID;

/**
 * From the lowest to the highest of some ids, in PostgreSQL's order. A statement that looks for an array of ids and names
 * it besides looks at the months in between alone: PostgreSQL does not conclude from an array which partitions its ids can
 * be in, and would search each of them for each id (PostgreSQL: partition pruning). Not for joins, which it would tempt to
 * read everything in between.
 */
public record IdRange(UUID first, UUID last) {

    /** @throws java.util.NoSuchElementException when there is none */
    public static IdRange of(Collection<UUID> ids) {
        return new IdRange(
                ids.stream().min(TimeOrderedId.ORDER).orElseThrow(),
                ids.stream().max(TimeOrderedId.ORDER).orElseThrow());
    }
}
