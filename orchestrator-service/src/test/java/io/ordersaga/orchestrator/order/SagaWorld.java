package io.ordersaga.orchestrator.order;

import io.ordersaga.messages.Command;
import io.ordersaga.messages.Event;
import io.ordersaga.messages.Failure;
import io.ordersaga.messages.Outcome;
import io.ordersaga.messages.Step;
import io.ordersaga.messages.order.OrderCommand.UpdateStatus;
import io.ordersaga.messaging.inbox.InboxEntry;
import io.ordersaga.messaging.inbox.InboxRule;
import io.ordersaga.orchestrator.engine.Decision;
import io.ordersaga.orchestrator.engine.Moment;
import io.ordersaga.orchestrator.engine.SagaEngine;
import io.ordersaga.orchestrator.engine.SagaState;
import io.ordersaga.orchestrator.engine.StepState;
import io.ordersaga.orchestrator.engine.Trigger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One saga, its participants and the channel between them. A message that was sent once may arrive at any later time,
 * any number of times or never: that is a channel which loses, repeats and reorders without bound, and a timer that
 * sends again adds nothing to it.
 *
 * @param sent commands that may arrive
 * @param answered actions whose answers may arrive
 * @param effects how often each action had its effect
 */
record SagaWorld(
        SagaState<OrderData> saga,
        Set<Command> sent,
        Map<Step, Outcome> inbox,
        Set<Step> answered,
        Map<Step, Integer> effects) {

    /** All that the future depends on: neither the times nor the number of attempts. */
    record Key(
            String saga, Set<Command> sent, Map<Step, Outcome> inbox, Set<Step> answered, Map<Step, Integer> effects) {}

    static SagaWorld with(Decision<OrderData> start) {
        return new SagaWorld(start.state(), Set.copyOf(start.commands()), Map.of(), Set.of(), Map.of());
    }

    Key key() {
        String steps = saga.steps().stream().map(SagaWorld::told).collect(Collectors.joining(","));
        String why = saga.failure() == null ? "" : saga.failure().code();
        return new Key(saga.status() + why + steps, sent, inbox, answered, effects);
    }

    private static String told(StepState step) {
        return step.step() + "/" + step.role() + "/" + (step.status().isWaiting() ? "WAITING" : step.status());
    }

    /** Everything that can happen next. */
    List<SagaWorld> next(SagaEngine<OrderData> engine, boolean tombstones) {
        List<SagaWorld> next = new ArrayList<>();
        Moment late = new Moment(saga.deadline(), 0);
        for (Trigger trigger : List.of(new Trigger.Cancel(), new Trigger.TimePassed(), new Trigger.Retry())) {
            next.add(moved(engine.on(saga, trigger, late)));
        }
        for (Step step : answered) {
            next.add(moved(engine.on(saga, new Trigger.Answered(step, answer(step)), late)));
        }
        for (Command command : sent) {
            next.add(arrives(command, Outcome.SUCCESS, tombstones));
            if (mayBeRefused(command)) {
                next.add(arrives(command, Outcome.FAILURE, tombstones));
            }
        }
        return next;
    }

    private Event answer(Step step) {
        return inbox.get(step) == Outcome.SUCCESS
                ? OrderSagaTale.success(step)
                : new Failure(OrderSagaTale.SAGA, OrderSagaTale.ORDER, "REFUSED", "");
    }

    private static boolean mayBeRefused(Command command) {
        return command.undoes() == null && !(command instanceof UpdateStatus);
    }

    private SagaWorld moved(Decision<OrderData> decision) {
        Set<Command> more = new HashSet<>(sent);
        more.addAll(decision.commands());
        return new SagaWorld(decision.state(), more, inbox, answered, effects);
    }

    private SagaWorld arrives(Command command, Outcome decided, boolean tombstones) {
        Step own = Step.of(command.getClass());
        Step undone = command.undoes() == null ? null : Step.of(command.undoes());
        Map<Step, Outcome> remembered = new HashMap<>(inbox);
        Map<Step, Integer> done = new HashMap<>(effects);
        switch (InboxRule.decide(entry(own), undone != null, undone == null ? null : entry(undone))) {
            case InboxRule.Act() -> {
                remembered.put(own, decided);
                if (decided == Outcome.SUCCESS) {
                    done.merge(own, 1, Integer::sum);
                }
            }
            case InboxRule.NothingToUndo() -> remembered.put(own, Outcome.SUCCESS);
            case InboxRule.LeaveTombstone() -> {
                remembered.put(own, Outcome.SUCCESS);
                if (tombstones) {
                    remembered.put(undone, Outcome.FAILURE);
                }
            }
            case InboxRule.Repeat _ -> {}
        }
        Set<Step> told = new HashSet<>(answered);
        told.add(own);
        return new SagaWorld(saga, sent, remembered, told, done);
    }

    private InboxEntry entry(Step step) {
        Outcome outcome = inbox.get(step);
        return outcome == null
                ? null
                : new InboxEntry(new InboxEntry.Key(OrderSagaTale.SAGA, step.action()), "{}", outcome);
    }

    int times(Step step) {
        return effects.getOrDefault(step, 0);
    }
}
