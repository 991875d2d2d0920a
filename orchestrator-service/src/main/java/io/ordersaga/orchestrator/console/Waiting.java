package io.ordersaga.orchestrator.console;

import io.ordersaga.orchestrator.engine.SagaStatus;
import io.ordersaga.orchestrator.engine.StepRole;
import io.ordersaga.orchestrator.order.SagaView;
import io.ordersaga.orchestrator.saga.StepView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Why a saga that runs stands where it stands, and what happens next.
 *
 * @param why whom it waits for, since when, and which try it is
 * @param next what time and the queue will do
 * @param help what a person can do
 */
record Waiting(String why, List<String> next, String help) {

    private static final Set<String> UNANSWERED = Set.of("SENT", "IN_DOUBT");

    /** Empty when it is finished. */
    static Optional<Waiting> of(SagaView saga, Queues queues) {
        return saga.steps().stream()
                .filter(step -> UNANSWERED.contains(step.status()))
                .findFirst()
                .map(step -> of(saga, step, queues.ofService(step.service())));
    }

    private static Waiting of(SagaView saga, StepView step, Optional<Queues.Depth> queue) {
        List<String> next = new ArrayList<>();
        if (step.failureCode() != null) {
            next.add("The last answer was a refusal: " + step.failureCode() + ", " + step.failureReason() + ".");
        }
        queue.ifPresent(depth -> next.add(depth.sentence()));
        Instant again = step.nextAttemptAt();
        if (again != null) {
            next.add("Without an answer the command is sent again at " + new Moments().time(again)
                    + " UTC, and again after that, with pauses that grow.");
        }
        if (saga.status() == SagaStatus.STARTED && isBeforePivot(saga)) {
            next.add("If the stock is not taken by " + new Moments().time(saga.deadlineAt())
                    + " UTC, the order is undone.");
        }
        return new Waiting(why(step), next, help(step, queue));
    }

    private static boolean isBeforePivot(SagaView saga) {
        return saga.steps().stream()
                .noneMatch(step -> step.name().equals("update_stock")
                        && step.kind() == StepRole.ACTION
                        && step.status().equals("SUCCEEDED"));
    }

    private static String why(StepView step) {
        Instant sent = step.sentAt();
        String since =
                sent == null ? "" : ", first asked at " + new Moments().time(sent) + " UTC, " + new Moments().ago(sent);
        return "It waits for " + step.service() + "-service to "
                + (step.kind() == StepRole.COMPENSATION ? "undo with " : "answer ") + step.name() + since
                + "; this is the "
                + Counted.ordinal(step.attempts()) + " try.";
    }

    private static String help(StepView step, Optional<Queues.Depth> queue) {
        if (queue.filter(Queues.Depth::isUnread).isPresent()) {
            return "Nobody reads its queue: start " + step.service() + "-service, and the saga goes on by itself.";
        }
        if (queue.filter(depth -> depth.trouble() != null).isPresent()) {
            return "Bring the broker back, and the saga goes on by itself.";
        }
        return "Nothing needs to be done yet. Retry sends the command now instead of then; Cancel undoes the order,"
                + " as long as its stock is not taken.";
    }
}
