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

    private static final String STRANDED =
            "In a rolling update the other instances drive it. Else deploy that version of the definition again,"
                    + " beside the new one.";

    /** The step whose answer the saga waits for; empty when it is finished. */
    static Optional<StepView> step(SagaView saga) {
        return saga.steps().stream()
                .filter(step -> UNANSWERED.contains(step.status()))
                .findFirst();
    }

    /** For a list: which step, and what is odd about it. */
    static String inShort(StepView step) {
        String tries = step.attempts() > 1 ? ", " + Counted.ordinal(step.attempts()) + " try" : "";
        String refused = step.failureCode() == null ? "" : ", refused: " + step.failureCode();
        return step.command().inShort() + tries + refused;
    }

    /**
     * @param isDriven whether its definition is deployed here and has that step; without it nothing is ever sent
     * @param queue that has its command; empty when the broker has not said anything yet
     * @param others who else waits for the same, in words; empty when that is not known yet
     */
    static Waiting of(
            SagaView saga, StepView step, boolean isDriven, Optional<Queues.Depth> queue, Optional<String> others) {
        List<String> next = new ArrayList<>();
        if (step.failureCode() != null) {
            next.add("The last answer was a refusal: " + step.failureCode() + ", " + step.failureReason() + ".");
        }
        next.add(queue.map(Queues.Depth::sentence).orElse("Nothing is known of its queue yet."));
        others.ifPresent(next::add);
        if (!isDriven) {
            next.add("It runs by version " + saga.definitionVersion() + " of the definition '" + saga.definition()
                    + "', which is not deployed here or has no such step any more: nothing is sent or undone, and no"
                    + " answer is taken in, until it is.");
            return new Waiting(why(step), next, STRANDED);
        }
        Instant again = step.nextAttemptAt();
        if (again != null) {
            next.add("Without an answer the command is sent again at " + new Moments().time(again)
                    + " UTC, and again after that, with pauses that grow.");
        }
        if (canBeUndone(saga)) {
            next.add("If the stock is not taken by " + new Moments().time(saga.deadlineAt())
                    + " UTC, the order is undone.");
        }
        return new Waiting(why(step), next, help(saga, step, queue));
    }

    private static boolean canBeUndone(SagaView saga) {
        return saga.status() == SagaStatus.STARTED
                && saga.steps().stream()
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

    private static String help(SagaView saga, StepView step, Optional<Queues.Depth> queue) {
        String service = step.service() + "-service";
        if (queue.filter(Queues.Depth::isUnread).isPresent()) {
            return "Nobody reads its queue: start " + service + ", and the saga goes on by itself.";
        }
        if (queue.filter(depth -> depth.trouble() != null).isPresent()) {
            return "Bring the broker back, and the saga goes on by itself.";
        }
        if (step.failureCode() != null) {
            return "Mend what the refusal names; then Retry, or wait for the next try." + orCancel(saga);
        }
        if (saga.needsAttention()) {
            return "Its command goes unanswered again and again: see what " + service
                    + " logs about this saga, mend it, then Retry." + orCancel(saga);
        }
        return (queue.isPresent()
                        ? "Nothing needs to be done yet. Retry sends the command now instead of then."
                        : "Whether somebody reads its queue is not known yet: look again in a moment.")
                + orCancel(saga);
    }

    private static String orCancel(SagaView saga) {
        return canBeUndone(saga) ? " Cancel undoes the order, as long as its stock is not taken." : "";
    }
}
