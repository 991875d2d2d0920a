package io.ordersaga.orchestrator.engine;

import io.ordersaga.messages.Command;
import io.ordersaga.messages.Event;
import io.ordersaga.messages.Failure;
import io.ordersaga.messages.FailureCode;
import io.ordersaga.messages.Success;
import java.util.List;
import lombok.RequiredArgsConstructor;

/**
 * Decides what a saga does next: a pure function of its definition, its state, the trigger and the moment. An answer
 * moves a saga only when it is the one that is waited for; everything else is ignored, with the reason.
 */
@RequiredArgsConstructor
public final class SagaEngine<D> {

    private final SagaDefinition<D> definition;

    /** A new saga: its first command is sent. */
    public Decision<D> start(D data, Moment at) {
        return forward(fresh(data, at), at);
    }

    /** A saga whose first step is done already: it goes on with the second. */
    public Decision<D> startFrom(Success firstAnswer, D data, Moment at) {
        StepDefinition<D> first = definition.steps().getFirst();
        StepState done =
                StepState.sent(first.step(), StepRole.ACTION, at, first.retry()).succeeded(at);
        SagaState<D> state = fresh(data, at).adding(done);
        return forward(state.withData(first.answer().learnFrom(data, firstAnswer)), at);
    }

    public Decision<D> on(SagaState<D> state, Trigger trigger, Moment at) {
        return switch (trigger) {
            case Trigger.Answered answered -> answered(state, answered, at);
            case Trigger.TimePassed _ -> timePassed(state, at);
            case Trigger.Cancel _ -> cancel(state, at);
            case Trigger.Retry _ ->
                state.waiting()
                        .map(waiting -> sendAgain(state, waiting, at))
                        .orElseGet(
                                () -> Decision.refused(state, "It is " + state.status() + " and waits for no answer."));
        };
    }

    private SagaState<D> fresh(D data, Moment at) {
        return new SagaState<>(
                SagaStatus.STARTED, data, List.of(), null, at.now().plus(definition.deadline()));
    }

    private Decision<D> answered(SagaState<D> state, Trigger.Answered answered, Moment at) {
        StepState waiting = state.waiting().orElse(null);
        if (waiting == null) {
            return Decision.ignored(state, "The saga was " + state.status() + " already.");
        }
        if (!waiting.step().equals(answered.step())) {
            return Decision.ignored(state, "The saga was waiting for " + waiting.step() + ".");
        }
        return switch (answered.event()) {
            case Success success -> succeeded(state, waiting, success, at);
            case Failure failure -> refused(state, waiting, SagaFailure.of(failure), at);
        };
    }

    private Decision<D> succeeded(SagaState<D> state, StepState waiting, Event success, Moment at) {
        SagaState<D> next = state.replacing(waiting, waiting.succeeded(at));
        if (waiting.role() == StepRole.ACTION) {
            next = next.withData(definition.step(waiting.step()).answer().learnFrom(state.data(), success));
        }
        return state.status() == SagaStatus.STARTED ? forward(next, at) : backward(next, at);
    }

    private Decision<D> refused(SagaState<D> state, StepState waiting, SagaFailure why, Moment at) {
        boolean mustSucceed = waiting.role() == StepRole.COMPENSATION
                || definition.step(waiting.step()).kind() == StepKind.RETRIABLE;
        if (mustSucceed) {
            return Decision.applied(state.replacing(waiting, waiting.refusedForNow(why)), List.of());
        }
        SagaState<D> next = state.replacing(waiting, waiting.refused(at, why));
        return backward(next.failure() == null ? next.turnedBack(why) : next, at);
    }

    private Decision<D> timePassed(SagaState<D> state, Moment at) {
        if (definition.canTurnBack(state) && !state.deadline().isAfter(at.now())) {
            return turnBack(state, new SagaFailure(FailureCode.TIMED_OUT, "The saga's deadline has passed."), at);
        }
        return state.waiting()
                .filter(waiting -> waiting.dueAt() != null && !waiting.dueAt().isAfter(at.now()))
                .map(waiting -> sendAgain(state, waiting, at))
                .orElseGet(() -> Decision.ignored(state, "Nothing is due."));
    }

    private Decision<D> cancel(SagaState<D> state, Moment at) {
        return switch (state.status()) {
            case COMPLETED -> Decision.refused(state, "It is COMPLETED.");
            case COMPENSATING, FAILED -> Decision.ignored(state, "It is being undone already.");
            case STARTED ->
                definition.isPastPivot(state)
                        ? Decision.refused(state, "It is past its point of no return and will complete.")
                        : turnBack(state, new SagaFailure(FailureCode.CANCELLED, "It was cancelled by hand."), at);
        };
    }

    private Decision<D> turnBack(SagaState<D> state, SagaFailure why, Moment at) {
        SagaState<D> back = state.turnedBack(why);
        StepState waiting = back.waiting().orElse(null);
        if (waiting == null) {
            return backward(back, at);
        }
        if (definition.step(waiting.step()).answeredFirst()) {
            return Decision.applied(back, List.of());
        }
        return backward(back.replacing(waiting, waiting.abandoned()), at);
    }

    private Decision<D> sendAgain(SagaState<D> state, StepState waiting, Moment at) {
        StepState again = waiting.sentAgain(at, definition.retry(waiting.command()));
        return Decision.applied(state.replacing(waiting, again), List.of(definition.command(state, waiting)));
    }

    /** The first step that was not sent yet, or the end. */
    private Decision<D> forward(SagaState<D> state, Moment at) {
        for (StepDefinition<D> step : definition.steps()) {
            if (!state.hasSent(StepRole.ACTION, step.step())) {
                return send(state, StepState.sent(step.step(), StepRole.ACTION, at, step.retry()));
            }
        }
        return Decision.applied(state.withStatus(SagaStatus.COMPLETED), List.of());
    }

    /** The last step that may have had an effect and is not undone yet, or the end. */
    private Decision<D> backward(SagaState<D> state, Moment at) {
        for (StepDefinition<D> step : definition.steps().reversed()) {
            StepDefinition.Compensation<D> compensation = step.compensation();
            if (compensation != null
                    && mayHaveHadEffect(state, step)
                    && !state.hasSent(StepRole.COMPENSATION, compensation.step())) {
                return send(state, StepState.sent(compensation.step(), StepRole.COMPENSATION, at, step.retry()));
            }
        }
        return Decision.applied(state.withStatus(SagaStatus.FAILED), List.of());
    }

    private boolean mayHaveHadEffect(SagaState<D> state, StepDefinition<D> step) {
        return state.action(step.step())
                .filter(action -> action.status() != StepStatus.FAILED)
                .isPresent();
    }

    private Decision<D> send(SagaState<D> state, StepState step) {
        Command command = definition.command(state, step);
        return Decision.applied(state.adding(step), List.of(command));
    }
}
