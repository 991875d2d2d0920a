package io.ordersaga.orchestrator.saga;

import io.ordersaga.messaging.retention.IdRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Lets callers wait for the end of a saga. Sagas that finish on this instance wake their callers at once; those that
 * finish on another are found by looking, all of them with one query.
 */
@Slf4j
@Component
@RequiredArgsConstructor
public class FinishedSagas {

    private static final String FINISHED = """
        select saga_id from saga
         where saga_id = any(?) and saga_id between ? and ? and status in ('COMPLETED', 'FAILED')
        """;

    private final JdbcClient jdbc;
    private final LateAnswers lateAnswers;
    private final Map<UUID, Awaited> awaited = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    /** A saga as it was committed when it ended, so that nobody who waited need read it. */
    public record Ended(SagaInstance saga, List<LateAnswers.LateAnswer> lateAnswers) {}

    /** One end and all who wait for it; it is empty when the saga ended elsewhere. */
    private record Awaited(CompletableFuture<Optional<Ended>> end, int callers) {

        Awaited with(int more) {
            return new Awaited(end, callers + more);
        }
    }

    /** Begins to listen for the end of a saga, which need not have started. To be closed by whoever waits. */
    public Expectation expect(UUID sagaId) {
        Awaited waiting =
                awaited.merge(sagaId, new Awaited(new CompletableFuture<>(), 1), (already, _) -> already.with(1));
        if (stopping) {
            waiting.end().complete(Optional.empty());
        }
        return new Expectation(sagaId, waiting.end());
    }

    /**
     * Nobody looks for ends from now on, so whoever waits is answered with how its saga is. The web server closes the
     * connections of those that still wait when its time to stop is over, and an order that nobody heard of is placed twice.
     */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping = true;
        List.copyOf(awaited.keySet()).forEach(sagaId -> wake(sagaId, Optional.empty()));
    }

    /** Somebody who waits for the end of a saga. */
    @RequiredArgsConstructor
    public final class Expectation implements AutoCloseable {

        private final UUID sagaId;
        private final CompletableFuture<Optional<Ended>> end;

        /** It may have ended before anybody listened. */
        public Expectation orEndedBefore() {
            try {
                look(List.of(sagaId));
            } catch (RuntimeException e) {
                log.debug("saga {} cannot be read now; it is looked for again", sagaId, e);
            }
            return this;
        }

        /**
         * Waits until the saga is finished or the time is over, whichever comes first.
         *
         * @return how it ended; empty when that has to be read, or it goes on
         */
        public Optional<Ended> await(Duration atMost) {
            try {
                return end.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                log.debug("saga {} goes on longer than its caller waits", sagaId);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a saga's end never fails", e);
            }
            return Optional.empty();
        }

        @Override
        public void close() {
            awaited.computeIfPresent(sagaId, (_, waiting) -> waiting.callers() == 1 ? null : waiting.with(-1));
        }
    }

    /** Wakes whoever waits for it, if the surrounding transaction commits. */
    void afterCommit(SagaInstance saga) {
        if (awaited.containsKey(saga.getSagaId())) {
            ending().sagas.add(saga);
        }
    }

    private Ending ending() {
        @Nullable Ending ending = (Ending) TransactionSynchronizationManager.getResource(this);
        if (ending == null) {
            ending = new Ending();
            TransactionSynchronizationManager.bindResource(this, ending);
            TransactionSynchronizationManager.registerSynchronization(ending);
        }
        return ending;
    }

    /** The sagas that end with one transaction and are waited for. */
    private final class Ending implements TransactionSynchronization {

        private final List<SagaInstance> sagas = new ArrayList<>();
        private Map<UUID, List<LateAnswers.LateAnswer>> late = Map.of();

        @Override
        public void beforeCommit(boolean readOnly) {
            late = lateAnswers.of(sagas.stream().map(SagaInstance::getSagaId).toList());
        }

        @Override
        public void afterCommit() {
            sagas.forEach(saga -> {
                UUID id = saga.getSagaId();
                wake(id, Optional.of(new Ended(saga, late.getOrDefault(id, List.of()))));
            });
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(FinishedSagas.this);
        }
    }

    @Scheduled(fixedDelayString = "${order-saga.finished.look-interval:250ms}")
    void lookForAll() {
        List<UUID> all = List.copyOf(awaited.keySet());
        if (!all.isEmpty()) {
            look(all);
        }
    }

    private void look(Collection<UUID> sagaIds) {
        IdRange months = IdRange.of(sagaIds);
        jdbc.sql(FINISHED)
                .param(sagaIds.toArray(UUID[]::new))
                .params(months.first(), months.last())
                .query((row, _) -> row.getObject(1, UUID.class))
                .list()
                .forEach(sagaId -> wake(sagaId, Optional.empty()));
    }

    private void wake(UUID sagaId, Optional<Ended> ended) {
        Awaited waiting = awaited.get(sagaId);
        if (waiting != null) {
            waiting.end().complete(ended);
        }
    }
}
