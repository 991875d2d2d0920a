package io.ordersaga.orchestrator.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ordersaga.messages.MalformedMessageException;
import io.ordersaga.orchestrator.engine.SagaStatus;
import io.ordersaga.orchestrator.saga.LateAnswers.LateAnswer;
import io.ordersaga.orchestrator.saga.SagaInstance;
import io.ordersaga.orchestrator.saga.StepView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A saga as callers see it: the order, how far it is, and every step.
 *
 * @param damage why its row cannot be read, so that its price and steps are not known; null of nearly every saga
 */
@Schema(name = "Saga")
public record SagaView(
        UUID sagaId,
        UUID orderId,
        SagaStatus status,
        boolean needsAttention,
        String definition,
        int definitionVersion,
        long ownerId,
        long productId,
        int quantity,
        @Nullable BigDecimal unitPrice,
        @Nullable BigDecimal totalPrice,
        @Nullable String failureCode,
        @Nullable String failureReason,
        Instant createdAt,
        Instant deadlineAt,
        @Nullable Instant finishedAt,
        String traceId,
        List<StepView> steps,
        List<LateAnswer> lateAnswers,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String damage) {

    static SagaView of(SagaInstance saga, OrderData order, List<StepView> steps, List<LateAnswer> lateAnswers) {
        return of(saga, order, steps, lateAnswers, null);
    }

    /** @param order what was asked for */
    static SagaView damaged(
            SagaInstance saga, OrderData order, List<LateAnswer> lateAnswers, MalformedMessageException cause) {
        return of(saga, order, List.of(), lateAnswers, cause.getMessage());
    }

    private static SagaView of(
            SagaInstance saga,
            OrderData order,
            List<StepView> steps,
            List<LateAnswer> lateAnswers,
            @Nullable String damage) {
        return new SagaView(
                saga.getSagaId(),
                order.orderId(),
                saga.getStatus(),
                saga.isNeedsAttention(),
                saga.getDefinition(),
                saga.getDefinitionVersion(),
                order.ownerId(),
                order.productId(),
                order.quantity(),
                order.unitPrice(),
                order.total(),
                saga.getFailureCode(),
                saga.getFailureReason(),
                saga.getCreatedAt(),
                saga.getDeadlineAt(),
                saga.getFinishedAt(),
                saga.trace().traceId(),
                steps,
                lateAnswers,
                damage);
    }

    /** The step whose answer it waits for; empty when it is finished. */
    public Optional<StepView> awaited() {
        return steps.stream().filter(StepView::waits).findFirst();
    }
}
