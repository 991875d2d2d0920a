package io.ordersaga.orchestrator.saga;

import io.ordersaga.messaging.trace.CurrentTrace;
import io.ordersaga.orchestrator.engine.Decision;
import io.ordersaga.orchestrator.engine.Trigger;
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
     * second, and all within a minute.
     *
     * @return how many sagas wait
     */
    @Transactional
    public int retryAll() {
        return store.askAllAgain();
    }

    private Optional<Decision.Verdict> move(UUID sagaId, Trigger trigger) {
        return Optional.ofNullable(store.lock(List.of(sagaId)).get(sagaId))
                .map(saga -> CurrentTrace.during(saga.trace(), sagaId, () -> move(saga, trigger)));
    }

    private Decision.Verdict move(SagaInstance saga, Trigger trigger) {
        return definitions
                .of(saga)
                .map(definition -> runner.move(saga, definition, trigger, store.now()))
                .orElseGet(() -> new Decision.Refused("It runs by version " + saga.getDefinitionVersion() + " of the "
                        + saga.getDefinition() + " saga, which is not deployed here."));
    }
}
