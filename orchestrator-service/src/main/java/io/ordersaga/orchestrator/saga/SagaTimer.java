package io.ordersaga.orchestrator.saga;

import io.ordersaga.orchestrator.engine.Moment;
import io.ordersaga.orchestrator.engine.Trigger;
import java.util.List;
import java.util.UUID;
import lombok.extern.slf4j.Slf4j;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves the sagas whose time has come: sends again what is unanswered, turns back what is past its deadline. Deadlines
 * are rows, so nothing is lost at a restart, and any number of instances share the work without a leader.
 */
@Slf4j
@Component
class SagaTimer {

    private static final int MOST_AT_ONCE = 100;

    private final SagaStore store;
    private final SagaRunner runner;
    private final TransactionTemplate transaction;
    private boolean reported;

    SagaTimer(SagaStore store, SagaRunner runner, PlatformTransactionManager transactions) {
        this.store = store;
        this.runner = runner;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Scheduled(fixedDelayString = "${order-saga.timer.interval:500ms}")
    void run() {
        try {
            while (Boolean.TRUE.equals(transaction.execute(_ -> moveDue()))) {
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
        List<UUID> due = store.lockDue(MOST_AT_ONCE);
        if (!due.isEmpty()) {
            Moment at = store.now();
            store.lock(due).values().forEach(saga -> runner.move(saga, new Trigger.TimePassed(), at));
        }
        return due.size() == MOST_AT_ONCE;
    }
}
