package io.ordersaga.orchestrator.deadletter;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.ordersaga.messaging.measure.Pace;
import lombok.extern.slf4j.Slf4j;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** How many dead letters wait for a person, whoever gave them up. */
@Slf4j
@Component
class DeadLetterCount {

    private final DeadLetterStore store;
    private final Pace pace = new Pace();
    private volatile double waiting = Double.NaN;

    DeadLetterCount(DeadLetterStore store, MeterRegistry meters) {
        this.store = store;
        Gauge.builder("dead.letters", () -> waiting).register(meters);
    }

    @Scheduled(fixedDelayString = "${order-saga.count-interval:5s}")
    void count() {
        pace.keep(() -> waiting = read());
    }

    private double read() {
        try {
            return store.countWaiting();
        } catch (RuntimeException e) {
            log.debug("dead letters cannot be counted", e);
            return Double.NaN;
        }
    }
}
