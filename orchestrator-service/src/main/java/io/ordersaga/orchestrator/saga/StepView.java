package io.ordersaga.orchestrator.saga;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ordersaga.messages.Step;
import io.ordersaga.orchestrator.engine.SagaCommand;
import io.ordersaga.orchestrator.engine.StepRole;
import io.ordersaga.orchestrator.engine.StepState;
import io.ordersaga.orchestrator.engine.StepStatus;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A step of a saga as callers see it.
 *
 * @param name the action, as in the routing key
 * @param status PENDING (not sent yet), SENT, IN_DOUBT (the answer is overdue), SUCCEEDED, FAILED or ABANDONED
 * @param resentAt when it was sent again, of many times the newest 20
 * @param nextAttemptAt when it is sent again if no answer comes
 */
public record StepView(
        String name,
        String service,
        StepRole kind,
        String status,
        int attempts,
        @Nullable Instant sentAt,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Instant> resentAt,
        @Nullable Instant answeredAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant nextAttemptAt,
        @Nullable String failureCode,
        @Nullable String failureReason) {

    static StepView of(StepState step) {
        return new StepView(
                step.step().action(),
                step.step().service(),
                step.role(),
                step.status().name(),
                step.attempts(),
                step.sentAt(),
                step.resentAt(),
                step.answeredAt(),
                step.dueAt(),
                step.failure() == null ? null : step.failure().code(),
                step.failure() == null ? null : step.failure().reason());
    }

    /** Of what is PENDING nothing is known that the engine has a word for. */
    public boolean has(StepStatus wanted) {
        return status.equals(wanted.name());
    }

    /** Whether it was sent and is not answered yet. */
    public boolean waits() {
        return Stream.of(StepStatus.values()).filter(StepStatus::isWaiting).anyMatch(this::has);
    }

    public SagaCommand command() {
        return new SagaCommand(kind, new Step(service, name));
    }

    static StepView pending(Step step) {
        return new StepView(
                step.action(), step.service(), StepRole.ACTION, "PENDING", 0, null, List.of(), null, null, null, null);
    }
}
