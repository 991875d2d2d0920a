package io.ordersaga.orchestrator.saga;

import io.ordersaga.orchestrator.engine.Decision;
import io.ordersaga.orchestrator.engine.Trigger;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people can do to a running saga. Two at once are as good as one: the second finds what the first did. */
@Component
@RequiredArgsConstructor
public class SagaOperations {

    private final SagaStore store;
    private final SagaRunner runner;

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

    private Optional<Decision.Verdict> move(UUID sagaId, Trigger trigger) {
        return Optional.ofNullable(store.lock(List.of(sagaId)).get(sagaId))
                .map(saga -> runner.move(saga, trigger, store.now()));
    }
}
