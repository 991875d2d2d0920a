package io.ordersaga.orchestrator.console;

import io.ordersaga.messages.Step;
import io.ordersaga.orchestrator.engine.SagaCommand;
import io.ordersaga.orchestrator.engine.SagaDefinition;
import io.ordersaga.orchestrator.engine.SagaStatus;
import io.ordersaga.orchestrator.engine.StepRole;
import io.ordersaga.orchestrator.engine.StepStatus;
import io.ordersaga.orchestrator.order.SagaView;
import io.ordersaga.orchestrator.saga.StepView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why a saga that runs stands where it stands, and what happens next.
 *
 * @param why whom it waits for, since when, and which try it is
 * @param next what time and the queue will do
 * @param help what a person can do
 */
record Waiting(String why, List<String> next, String help) {

    private static final String STRANDED =
            "In a rolling update the other instances drive it. Else deploy that version of the definition again,"
                    + " beside the new one.";

    /** For a list: which step, and what is odd about it. */
    static String inShort(StepView step) {
        String tries = step.attempts() > 1 ? ", " + Counted.ordinal(step.attempts()) + " try" : "";
        String refused = step.failureCode() == null ? "" : ", refused: " + step.failureCode();
        return step.command().inShort() + tries + refused;
    }

    /**
     * @param driver the definition that it runs by; empty when that is not deployed here or has no such step, so that
     *     nothing is ever sent
     * @param queue that has its command; empty when the broker has not said anything yet
     * @param others who else waits for the same, in words; empty when that is not known yet
     */
    static Waiting of(
            SagaView saga,
            StepView step,
            Optional<SagaDefinition<?>> driver,
            Optional<Queues.Depth> queue,
            Optional<String> others) {
        List<String> next = new ArrayList<>();
        if (step.failureCode() != null) {
            next.add("The last answer was a refusal: " + step.failureCode() + ", " + step.failureReason() + ".");
        }
        next.add(queue.map(Queues.Depth::sentence).orElse("Nothing is known of its queue yet."));
        others.ifPresent(next::add);
        return driver.map(definition -> driven(saga, step, definition, queue, next))
                .orElseGet(() -> stranded(saga, step, next));
    }

    private static Waiting stranded(SagaView saga, StepView step, List<String> next) {
        next.add("It runs by version " + saga.definitionVersion() + " of the definition '" + saga.definition()
                + "', which is not deployed here or has no such step any more: nothing is sent or undone, and no"
                + " answer is taken in, until it is.");
        return new Waiting(why(step, ""), next, STRANDED);
    }

    private static Waiting driven(
            SagaView saga,
            StepView step,
            SagaDefinition<?> definition,
            Optional<Queues.Depth> queue,
            List<String> next) {
        Instant again = step.nextAttemptAt();
        if (again != null) {
            next.add("Without an answer the command is sent again " + when(again)
                    + ", and again after that, with pauses that grow.");
        }
        Optional<Step> ahead = pivotAhead(saga, definition);
        ahead.ifPresent(pivot -> next.add("Unless " + pivot.action() + " has succeeded by then, the order is undone "
                + when(saga.deadlineAt()) + "."));
        return new Waiting(why(step, attention(step, definition)), next, help(saga, step, queue, ahead));
    }

    /** The point of no return, as long as it is ahead and so the order can be undone. */
    private static Optional<Step> pivotAhead(SagaView saga, SagaDefinition<?> definition) {
        return saga.status() == SagaStatus.STARTED
                ? definition.pivot().filter(pivot -> !hasSucceeded(saga, pivot))
                : Optional.empty();
    }

    private static boolean hasSucceeded(SagaView saga, Step action) {
        SagaCommand command = new SagaCommand(StepRole.ACTION, action);
        return saga.steps().stream().anyMatch(step -> step.command().equals(command) && step.has(StepStatus.SUCCEEDED));
    }

    private static String when(Instant moment) {
        Moments moments = new Moments();
        return "at " + moments.time(moment) + " UTC, " + moments.until(moment);
    }

    private static String why(StepView step, String attention) {
        Moments moments = new Moments();
        Instant sent = step.sentAt();
        String since = sent == null ? "" : ", first asked at " + moments.time(sent) + " UTC, " + moments.ago(sent);
        return "It waits for " + step.service() + "-service to "
                + (step.kind() == StepRole.COMPENSATION ? "undo with " : "answer ") + step.name() + since
                + "; this is the " + Counted.ordinal(step.attempts()) + " try" + attention + ".";
    }

    /** Which try a person should see to it from; empty when it is past that. */
    private static String attention(StepView step, SagaDefinition<?> definition) {
        int attentionAfter = definition.retry(step.command()).attentionAfter();
        return step.attempts() < attentionAfter
                ? "; from the " + Counted.ordinal(attentionAfter) + " on it needs attention"
                : "";
    }

    private static String help(SagaView saga, StepView step, Optional<Queues.Depth> queue, Optional<Step> pivotAhead) {
        String service = step.service() + "-service";
        String orCancel = pivotAhead
                .map(pivot -> " Cancel undoes the order, as long as " + pivot.action() + " has not succeeded.")
                .orElse("");
        if (queue.filter(Queues.Depth::isUnread).isPresent()) {
            return "Nobody reads its queue: start " + service + ", and the saga goes on by itself.";
        }
        if (queue.filter(depth -> depth.trouble() != null).isPresent()) {
            return "Bring the broker back, and the saga goes on by itself.";
        }
        if (step.failureCode() != null) {
            return "Mend what the refusal names; then Retry, or wait for the next try." + orCancel;
        }
        if (saga.needsAttention()) {
            return "Its command goes unanswered again and again: see what " + service
                    + " logs about this saga, mend it, then Retry." + orCancel;
        }
        return (queue.isPresent()
                        ? "Nothing needs to be done yet. Retry sends the command now instead of then."
                        : "Whether somebody reads its queue is not known yet: look again in a moment.")
                + orCancel;
    }
}
