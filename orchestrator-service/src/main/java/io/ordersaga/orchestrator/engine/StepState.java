package io.ordersaga.orchestrator.engine;

import io.ordersaga.messages.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One command of a saga and what became of it.
 *
 * @param attempts how often it was sent, 1 or more
 * @param sentAt when it was first sent
 * @param answeredAt when the answer that counted came
 * @param dueAt when it is sent again without an answer; null once it is not waited for
 * @param failure what its service refused it with, the last time it did
 * @param resentAt when it was sent again, of many times the newest {@link #MOST_RESENT}
 */
public record StepState(
        Step step,
        StepRole role,
        StepStatus status,
        int attempts,
        Instant sentAt,
        @Nullable Instant answeredAt,
        @Nullable Instant dueAt,
        @Nullable SagaFailure failure,
        List<Instant> resentAt) {

    /** What has gone unanswered for long is sent again for ever. */
    public static final int MOST_RESENT = 20;

    public StepState {
        resentAt = List.copyOf(resentAt);
    }

    static StepState sent(Step step, StepRole role, Moment at, RetryPolicy retry) {
        Instant due = at.now().plus(retry.pauseAfter(1, at.chance()));
        return new StepState(step, role, StepStatus.SENT, 1, at.now(), null, due, null, List.of());
    }

    /** The one that is not answered yet, of which a saga has one at most; empty when it is finished. */
    public static Optional<StepState> awaited(List<StepState> steps) {
        return steps.stream().filter(step -> step.status().isWaiting()).findFirst();
    }

    public SagaCommand command() {
        return new SagaCommand(role, step);
    }

    boolean isAction(Step other) {
        return role == StepRole.ACTION && step.equals(other);
    }

    StepState succeeded(Moment at) {
        return new StepState(step, role, StepStatus.SUCCEEDED, attempts, sentAt, at.now(), null, null, resentAt);
    }

    StepState refused(Moment at, SagaFailure why) {
        return new StepState(step, role, StepStatus.FAILED, attempts, sentAt, at.now(), null, why, resentAt);
    }

    /** Refused, though it must succeed in the end: it waits for its next sending. */
    StepState refusedForNow(SagaFailure why) {
        return new StepState(step, role, status, attempts, sentAt, answeredAt, dueAt, why, resentAt);
    }

    StepState sentAgain(Moment at, RetryPolicy retry) {
        Instant due = at.now().plus(retry.pauseAfter(attempts + 1, at.chance()));
        return new StepState(
                step, role, StepStatus.IN_DOUBT, attempts + 1, sentAt, answeredAt, due, failure, resentAlso(at.now()));
    }

    StepState abandoned() {
        return new StepState(step, role, StepStatus.ABANDONED, attempts, sentAt, answeredAt, null, failure, resentAt);
    }

    private List<Instant> resentAlso(Instant now) {
        return Stream.concat(resentAt.stream(), Stream.of(now))
                .skip(Math.max(0, resentAt.size() + 1 - MOST_RESENT))
                .toList();
    }
}
