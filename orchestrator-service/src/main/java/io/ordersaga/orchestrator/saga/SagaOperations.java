package io.ordersaga.orchestrator.saga;

import io.ordersaga.messages.Command;
import io.ordersaga.messages.TimeOrderedId;
import io.ordersaga.messaging.trace.CurrentTrace;
import io.ordersaga.orchestrator.engine.Decision;
import io.ordersaga.orchestrator.engine.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people can do to running sagas. Two at once are as good as one: the second finds what the first did. */
@Component
@RequiredArgsConstructor
public class SagaOperations {

    private static final Duration MOST_SPREAD = Duration.ofMinutes(1);
    private static final int SLICE = 5_000;

    private final SagaStore store;
    private final SagaRunner runner;
    private final SagaDefinitions definitions;

    /** What came of it; empty when there is no such saga. */
    @Transactional
    public Optional<Decision.Verdict> cancel(UUID sagaId) {
        return move(sagaId, new Trigger.Cancel());
    }

    /** Sends the unanswered command now. */
    @Transactional
    public Optional<Decision.Verdict> retry(UUID sagaId) {
        return move(sagaId, new Trigger.Retry());
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
    @Transactional
    public Optional<Proposal> propose(UUID sagaId, Trigger trigger) {
        return Optional.ofNullable(store.lock(List.of(sagaId)).get(sagaId)).map(saga -> propose(saga, trigger));
    }

    /**
     * What a saga would do if it were asked to.
     *
     * @param awaited the command that it waits for; empty when it is finished
     */
    public record Proposal(Decision.Verdict verdict, List<Command> commands, String awaited) {}

    /** The same for {@link #waiveAttention}. */
    @Transactional
    public Optional<Proposal> proposeWaiver(UUID sagaId) {
        return Optional.ofNullable(store.lock(List.of(sagaId)).get(sagaId)).map(this::waiver);
    }

    /** Lets the saga call for nobody until another of its commands goes unanswered too often; it goes on as it would. */
    @Transactional
    public void waiveAttention(UUID sagaId) {
        Optional.ofNullable(store.lock(List.of(sagaId)).get(sagaId)).ifPresent(saga -> {
            saga.waiveAttention();
            store.save(List.of(saga));
        });
    }

    private Proposal waiver(SagaInstance saga) {
        return definitions
                .obstacle(saga)
                .map(SagaOperations::refused)
                .orElseGet(() -> new Proposal(
                        saga.isNeedsAttention()
                                ? new Decision.Applied()
                                : new Decision.Refused("It needs no attention."),
                        List.of(),
                        saga.awaited().orElse("")));
    }

    private Proposal propose(SagaInstance saga, Trigger trigger) {
        return definitions
                .obstacle(saga)
                .map(SagaOperations::refused)
                .or(() -> definitions
                        .of(saga)
                        .map(definition -> proposal(saga, runner.decide(saga, definition, trigger, store.now()))))
                .orElseGet(() -> refused(notDeployed(saga)));
    }

    private static Proposal refused(String why) {
        return new Proposal(new Decision.Refused(why), List.of(), "");
    }

    private static Proposal proposal(SagaInstance saga, Decision<?> decision) {
        return new Proposal(
                decision.verdict(), decision.commands(), saga.awaited().orElse(""));
    }

    private Optional<Decision.Verdict> move(UUID sagaId, Trigger trigger) {
        return Optional.ofNullable(store.lock(List.of(sagaId)).get(sagaId))
                .map(saga -> CurrentTrace.during(saga.trace(), sagaId, () -> move(saga, trigger)));
    }

    private Decision.Verdict move(SagaInstance saga, Trigger trigger) {
        Decision.Verdict verdict = definitions
                .obstacle(saga)
                .<Decision.Verdict>map(Decision.Refused::new)
                .or(() -> definitions.of(saga).map(definition -> runner.move(saga, definition, trigger, store.now())))
                .orElseGet(() -> new Decision.Refused(notDeployed(saga)));
        store.save(List.of(saga));
        return verdict;
    }

    private static String notDeployed(SagaInstance saga) {
        return "It runs by version " + saga.getDefinitionVersion() + " of the " + saga.getDefinition()
                + " saga, which is not deployed here.";
    }
}
