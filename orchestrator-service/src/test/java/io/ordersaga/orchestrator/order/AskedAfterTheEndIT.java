package io.ordersaga.orchestrator.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.orchestrator.RunningOrchestrator;
import io.ordersaga.testing.rest.Answer;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** Nobody looks for ends here by and by: who waits for one that is there already has to be told at once. */
@TestPropertySource(properties = "order-saga.finished.look-interval=1h")
class AskedAfterTheEndIT extends RunningOrchestrator {

    @Autowired
    JdbcClient jdbc;

    @Test
    void a27_who_repeats_an_order_that_has_ended_and_waits_is_answered_at_once() {
        String key = UUID.randomUUID().toString();
        UUID saga = sagaOf(place(1, 2, 3, "Idempotency-Key", key).hasStatus(202));
        new AnotherInstance(jdbc).completes(saga);

        Answer again = place(1, 2, 3, "Idempotency-Key", key, "Prefer", "wait=10");

        assertThat(sagaOf(again.hasStatus(200))).isEqualTo(saga);
    }
}
