package io.ordersaga.orchestrator.console;

import io.ordersaga.messages.Step;
import io.ordersaga.messaging.faults.FaultInjectionConfiguration;
import io.ordersaga.messaging.faults.FaultInjector;
import io.ordersaga.messaging.faults.InjectedFault;
import io.ordersaga.orchestrator.engine.SagaDefinition;
import io.ordersaga.orchestrator.engine.SagaStatus;
import io.ordersaga.orchestrator.operator.Operator;
import io.ordersaga.orchestrator.operator.OperatorActions;
import io.ordersaga.orchestrator.order.SagaViews;
import io.ordersaga.rest.Problems;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Accidents for the messages of an order, so that people see what the system does about them. */
@Component
@Profile(FaultInjectionConfiguration.PROFILE)
class TryIt {

    static final String ACTION = "INJECT FAULT";

    private final FaultInjector own;
    private final Neighbours others;
    private final OperatorActions actions;
    private final SagaViews sagas;
    private final List<Letter> letters;

    TryIt(
            FaultInjector own,
            Neighbours others,
            OperatorActions actions,
            SagaViews sagas,
            List<SagaDefinition<?>> definitions) {
        this.own = own;
        this.others = others;
        this.actions = actions;
        this.sagas = sagas;
        this.letters = definitions.stream()
                .flatMap(definition -> definition.answers().keySet().stream())
                .distinct()
                .sorted(Comparator.comparing(Step::toString))
                .flatMap(step -> Stream.of(new Letter(step, false), new Letter(step, true)))
                .toList();
    }

    /** A message that a fault can happen to: a command of the orchestrator, or its service's answer. */
    record Letter(Step step, boolean isAnswer) {

        public String word() {
            return (isAnswer ? "answer." : "command.") + step;
        }

        public String title() {
            return isAnswer
                    ? "the answer to " + step.action() + ", from " + step.service() + "-service"
                    : "the command " + step.action() + ", from the orchestrator";
        }
    }

    /** A fault, and what it does. */
    record Accident(InjectedFault fault, String story) {}

    private static String story(InjectedFault fault) {
        return switch (fault) {
            case DROP -> "lose it: the broker confirms it and delivers it to nobody";
            case DUPLICATE -> "double it: the broker delivers it twice";
            case DELAY -> "delay it by eight seconds, longer than an answer is waited for";
            case REORDER -> "let the next message overtake it";
            case CRASH -> "kill its sender after the commit, before it is published";
        };
    }

    private record Wish(UUID sagaId, String action, InjectedFault fault) {}

    public List<Letter> letters() {
        return letters;
    }

    public List<Accident> accidents() {
        return Arrays.stream(InjectedFault.values())
                .map(fault -> new Accident(fault, story(fault)))
                .toList();
    }

    Optional<Letter> letter(String word) {
        return letters.stream().filter(letter -> letter.word().equals(word)).findFirst();
    }

    /** For an order that was placed before: one that has ended sends no message that anything could happen to. */
    void arrangeUnderWay(UUID sagaId, Letter letter, InjectedFault fault) {
        SagaStatus status = sagas.one(sagaId).saga().status();
        if (status.isFinished()) {
            throw Problems.conflict(
                    "saga-ended",
                    "Nothing was done: the order has ended, it is " + status
                            + ", and sends no more messages. Place another order with this fault.");
        }
        arrange(sagaId, letter, fault);
    }

    /** Lets the sender have the fault, and writes it into the order's story. */
    void arrange(UUID sagaId, Letter letter, InjectedFault fault) {
        String action = letter.step().action();
        if (letter.isAnswer()) {
            others.of(letter.step().service())
                    .ifPresent(sender -> sender.tell(new Wish(sagaId, action, fault), "/injected-faults"));
        } else {
            own.inject(sagaId, action, fault);
        }
        actions.record(sagaId, ACTION, new Operator("whoever develops", fault + ": " + letter.title()), "");
    }
}
