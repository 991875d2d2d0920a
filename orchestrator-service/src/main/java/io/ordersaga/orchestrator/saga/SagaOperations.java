package io.ordersaga.orchestrator.saga;

import io.ordersaga.messages.Command;
import io.ordersaga.messages.TimeOrderedId;
import io.ordersaga.messaging.time.DatabaseClock;
import io.ordersaga.messaging.trace.CurrentTrace;
import io.ordersaga.orchestrator.engine.Decision;
import io.ordersaga.orchestrator.engine.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What people can do to running sagas. Two at once are as good as one: the second finds what the first did. */
@Component
@RequiredArgsConstructor
public class SagaOperations {

    private static final Duration MOST_SPREAD = Duration.ofMinutes(1);
    private static final int SLICE = 5_000;

    private final SagaStore store;
    private final DatabaseClock clock;
    private final SagaRunner runner;
    private final SagaDefinitions definitions;

    /** What came of it; empty when there is no such saga. */
    @Transactional
    public Optional<Decision.Verdict> cancel(UUID sagaId) {
        return propose(sagaId, new Trigger.Cancel()).map(proposal -> {
            proposal.carryOut();
            return proposal.verdict();
        });
    }

    /**
     * Sends the unanswered command of every running saga again, as after the loss of a broker: about a thousand a
     * second, and all within a minute. Many sagas are asked in slices, each with its own commit, so that none is locked for
     * long; whoever is cut off asks again.
     *
     * @return how many sagas wait
     */
    public int retryAll() {
        Duration within = Duration.ofMillis(Math.min(store.countRunning(), MOST_SPREAD.toMillis()));
        int sagas = 0;
        for (UUID last = TimeOrderedId.BEFORE_ALL; last != null; ) {
            SagaStore.Asked asked = store.askAgainBehind(last, SLICE, within);
            sagas += asked.sagas();
            last = asked.last();
        }
        return sagas;
    }

    /** What it would do and send now; it stays so until the caller's transaction ends. Empty when there is no such saga. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Proposal> propose(UUID sagaId, Trigger trigger) {
        return Optional.ofNullable(store.lock(List.of(sagaId)).get(sagaId)).map(saga -> propose(saga, trigger));
    }

    /**
     * That the saga needs no attention until another of its commands goes unanswered too often. It goes on as before. Empty
     * when there is no such saga.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Proposal> proposeWaiver(UUID sagaId) {
        return Optional.ofNullable(store.lock(List.of(sagaId)).get(sagaId)).map(this::waiver);
    }

    /**
     * What a saga would do if it were asked to.
     *
     * @param awaited the command that it waits for; empty when it is finished
     * @param deed does just that
     */
    public record Proposal(Decision.Verdict verdict, List<Command> commands, String awaited, Runnable deed) {

        /** In the transaction in which it was proposed: until that ends the saga is as it was then. */
        public void carryOut() {
            deed.run();
        }
    }

    private Proposal waiver(SagaInstance saga) {
        return definitions.obstacle(saga).map(SagaOperations::refused).orElseGet(() -> {
            if (!saga.isNeedsAttention()) {
                return refused("It needs no attention.");
            }
            return new Proposal(
                    new Decision.Applied(), List.of(), saga.awaited().orElse(""), () -> waiveAttention(saga));
        });
    }

    private void waiveAttention(SagaInstance saga) {
        saga.waiveAttention();
        store.save(List.of(saga));
    }

    private Proposal propose(SagaInstance saga, Trigger trigger) {
        return definitions
                .obstacle(saga)
                .map(SagaOperations::refused)
                .or(() -> definitions
                        .of(saga)
                        .map(definition -> proposal(runner.decide(saga, definition, trigger, clock.now()))))
                .orElseGet(() -> refused(notDeployed(saga)));
    }

    private static Proposal refused(String why) {
        return new Proposal(new Decision.Refused(why), List.of(), "", () -> {});
    }

    private Proposal proposal(SagaRunner.Move<?> move) {
        return new Proposal(
                move.decision().verdict(),
                move.decision().commands(),
                move.saga().awaited().orElse(""),
                () -> carryOut(move));
    }

    private void carryOut(SagaRunner.Move<?> move) {
        SagaInstance saga = move.saga();
        try (CurrentTrace.Before _ = CurrentTrace.enter(saga.trace(), saga.getSagaId())) {
            runner.carryOut(move);
        }
        store.save(List.of(saga));
    }

    private static String notDeployed(SagaInstance saga) {
        return "It runs by version " + saga.getDefinitionVersion() + " of the " + saga.getDefinition()
                + " saga, which is not deployed here.";
    }
}
