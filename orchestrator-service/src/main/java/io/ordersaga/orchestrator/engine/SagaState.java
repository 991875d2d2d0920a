package io.ordersaga.orchestrator.engine;

import io.ordersaga.messages.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that a saga's next move depends on.
 *
 * @param data what the saga knows of its subject
 * @param steps the commands in the order they were sent, actions and compensations; at most one is waited for
 * @param failure why it turned back; null while it goes forward
 * @param deadline when it turns back if the pivot has not succeeded by then
 */
public record SagaState<D>(
        SagaStatus status,
        D data,
        List<StepState> steps,
        @Nullable SagaFailure failure,
        Instant deadline) {

    public SagaState {
        steps = List.copyOf(steps);
    }

    /** The command whose answer moves the saga; empty when it is finished. */
    public Optional<StepState> waiting() {
        return StepState.awaited(steps);
    }

    Optional<StepState> action(Step step) {
        return steps.stream().filter(state -> state.isAction(step)).findFirst();
    }

    boolean hasSent(StepRole role, Step step) {
        return steps.stream()
                .anyMatch(state -> state.role() == role && state.step().equals(step));
    }

    SagaState<D> withStatus(SagaStatus next) {
        return new SagaState<>(next, data, steps, failure, deadline);
    }

    SagaState<D> withData(D next) {
        return new SagaState<>(status, next, steps, failure, deadline);
    }

    SagaState<D> turnedBack(SagaFailure why) {
        return new SagaState<>(SagaStatus.COMPENSATING, data, steps, why, deadline);
    }

    SagaState<D> adding(StepState step) {
        List<StepState> longer = new ArrayList<>(steps);
        longer.add(step);
        return new SagaState<>(status, data, longer, failure, deadline);
    }

    SagaState<D> replacing(StepState old, StepState next) {
        List<StepState> changed = new ArrayList<>(steps);
        changed.replaceAll(step -> step.equals(old) ? next : step);
        return new SagaState<>(status, data, changed, failure, deadline);
    }
}
