package io.ordersaga.orchestrator.engine;

import io.ordersaga.messages.Command;
import io.ordersaga.messages.Done;
import io.ordersaga.messages.Event;
import io.ordersaga.messages.Step;
import io.ordersaga.messages.Success;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One step of a saga.
 *
 * @param command makes the command from what the saga knows
 * @param answer what its success is read as, and what the saga learns from it
 * @param compensation how it is undone; null when there is nothing to undo
 * @param answeredFirst when the saga turns back while this step is unanswered: wait for the answer and then undo it,
 *     instead of undoing it on suspicion
 */
public record StepDefinition<D>(
        Step step,
        StepKind kind,
        Function<D, Command> command,
        Answer<D, ?> answer,
        @Nullable Compensation<D> compensation,
        boolean answeredFirst,
        RetryPolicy retry) {

    /** How the success of this step is to be read. */
    Class<? extends Success> successType() {
        return answer.type() == Success.class ? Done.class : answer.type();
    }

    /** How a success is understood. */
    public record Answer<D, S extends Success>(Class<S> type, BiFunction<D, S, D> learn) {

        D learnFrom(D data, Event event) {
            return learn.apply(data, type.cast(event));
        }
    }

    /** The command that undoes a step, made from what the saga knows and why it turned back. */
    public record Compensation<D>(Step step, BiFunction<D, SagaFailure, Command> command) {}
}
