package io.ordersaga.orchestrator.operator;

import io.ordersaga.orchestrator.operator.OperatorActions.Done;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What somebody did once, or many times within an hour for the same reason.
 *
 * @param times up to {@link Deeds#MOST_COUNTED}
 * @param lastAt when it was done for the last time
 * @param first the first of them
 */
public record Deed(UUID id, int times, Instant lastAt, List<Done> first) {

    /** What all of them have in common is told of it. */
    public Done begun() {
        return first.getFirst();
    }
}
