package io.ordersaga.orchestrator.audit;

import io.ordersaga.messages.Step;
import io.ordersaga.orchestrator.engine.SagaStatus;
import io.ordersaga.orchestrator.engine.StepRole;
import io.ordersaga.orchestrator.engine.StepStatus;
import io.ordersaga.orchestrator.order.OrderData;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a saga stands, as the orchestrator says.
 *
 * @param order null when the saga is none of an order, or what it knows cannot be read
 * @param ofOrder whether it is an order's saga
 * @param steps what it sent and what became of it; empty for a completed saga, which sent everything
 */
record SagaLine(
        UUID sagaId,
        SagaStatus status,
        boolean ofOrder,
        @Nullable OrderData order,
        Instant createdAt,
        @Nullable Instant finishedAt,
        List<Sent> steps)
        implements OfSaga {

    /** A command of a saga. */
    record Sent(Step step, StepRole role, StepStatus status) {}

    /** What is known of a command: null when it was not sent. */
    @Nullable
    StepStatus statusOf(Step step, StepRole role) {
        return steps.stream()
                .filter(sent -> sent.role() == role && sent.step().equals(step))
                .map(Sent::status)
                .findFirst()
                .orElse(null);
    }

    boolean sent(Step step, StepRole role) {
        return statusOf(step, role) != null;
    }

    boolean succeeded(Step step, StepRole role) {
        return statusOf(step, role) == StepStatus.SUCCEEDED;
    }

    /** Nothing of it can have changed since that moment. */
    boolean wasFinishedBefore(Instant moment) {
        return finishedAt != null && finishedAt.isBefore(moment);
    }
}
