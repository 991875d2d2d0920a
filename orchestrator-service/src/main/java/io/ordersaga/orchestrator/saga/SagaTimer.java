package io.ordersaga.orchestrator.saga;

import io.ordersaga.messaging.time.DatabaseClock;
import io.ordersaga.messaging.trace.CurrentTrace;
import io.ordersaga.orchestrator.engine.SagaDefinition;
import io.ordersaga.orchestrator.engine.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Moves the sagas whose time has come: sends again what is unanswered, turns back what is past its deadline. Deadlines
 * are rows, so nothing is lost at a restart, and any number of instances share the work without a leader.
 */
@Slf4j
@Component
@RequiredArgsConstructor
class SagaTimer {

    private static final int MOST_AT_ONCE = 100;
    private static final Duration PUT_OFF = Duration.ofSeconds(30);

    private final SagaStore store;
    private final SagaRunner runner;
    private final SagaDefinitions definitions;
    private final DatabaseClock clock;
    private final TransactionOperations transaction;
    private boolean reported;

    @Scheduled(fixedDelayString = "${order-saga.timer.interval:500ms}")
    void run() {
        try {
            while (moveDue()) {
                log.debug("more sagas are due");
            }
            reported = false;
        } catch (RuntimeException e) {
            if (!reported) {
                log.warn("Sagas that are due cannot be read; trying again: {}", e.toString());
                reported = true;
            }
        }
    }

    /** Returns whether there may be more. */
    private boolean moveDue() {
        try {
            return moveTogether() == MOST_AT_ONCE;
        } catch (RuntimeException e) {
            log.debug("one of the sagas that are due cannot be moved; each is moved alone", e);
            return moveOneByOne();
        }
    }

    /**
     * One that cannot be moved holds up no other, and neither do those that somebody has locked: without a transaction around
     * it the statement that locks what is due only leaves them out.
     */
    private boolean moveOneByOne() {
        List<UUID> due = store.lockDue(definitions.deployed(), MOST_AT_ONCE);
        for (UUID saga : due) {
            try {
                transaction.executeWithoutResult(
                        _ -> move(store.lockUnlessHeld(saga).values()));
            } catch (RuntimeException e) {
                log.error("Saga {} cannot be moved; it is tried again in {} s.", saga, PUT_OFF.toSeconds(), e);
                store.putOff(saga, PUT_OFF, cannotMove(saga));
            }
        }
        return due.size() == MOST_AT_ONCE;
    }

    /** Whatever it is told; then a person must look, where else the next try may do. */
    private boolean cannotMove(UUID saga) {
        return store.find(List.of(saga)).stream()
                .anyMatch(found -> definitions.obstacle(found).isPresent());
    }

    private int moveTogether() {
        Integer moved = transaction.execute(_ -> {
            List<UUID> due = store.lockDue(definitions.deployed(), MOST_AT_ONCE);
            move(store.lock(due).values());
            return due.size();
        });
        return moved == null ? 0 : moved;
    }

    private void move(Collection<SagaInstance> sagas) {
        if (!sagas.isEmpty()) {
            Instant now = clock.now();
            sagas.forEach(saga -> definitions.of(saga).ifPresent(definition -> move(saga, definition, now)));
            store.save(sagas);
        }
    }

    private void move(SagaInstance saga, SagaDefinition<?> definition, Instant now) {
        Trigger trigger = saga.isAskAgain() ? new Trigger.Retry() : new Trigger.TimePassed();
        try (CurrentTrace.Before _ = CurrentTrace.enter(saga.trace(), saga.getSagaId())) {
            runner.move(saga, definition, trigger, now);
        }
    }
}
