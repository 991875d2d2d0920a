package io.ordersaga.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.messages.TimeOrderedId;
import io.ordersaga.orchestrator.RunningOrchestrator;
import io.ordersaga.testing.TestInfrastructure;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionOperations;

/** An operator has everything that is unanswered sent again, long before it would be by itself. */
@TestPropertySource(properties = {"order-saga.saga.step-timeout=1h", "order-saga.saga.longest-retry=1h"})
class BrokerLossDrillIT extends RunningOrchestrator {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    SagaStore store;

    @Autowired
    TransactionOperations transaction;

    @Test
    void p3_one_command_sends_every_unanswered_command_again() {
        List<UUID> sagas = started(20);

        assertThat(retryAll()).isGreaterThanOrEqualTo(20);

        sagas.forEach(saga -> EXCHANGE.hears(createOrder(saga), 2));
    }

    @Test
    void sagas_are_asked_again_in_slices() {
        List<UUID> sagas = started(5);

        SagaStore.Asked slice = store.askAgainBehind(TimeOrderedId.BEFORE_ALL, 2, Duration.ZERO);
        int slices = 1;
        while (slice.last() != null) {
            assertThat(slice.sagas()).isLessThanOrEqualTo(2);
            slice = store.askAgainBehind(slice.last(), 2, Duration.ZERO);
            slices++;
        }

        assertThat(slices).isGreaterThan(2);
        assertThat(slice.sagas()).as("the last is not full").isLessThan(2);
        sagas.forEach(saga -> EXCHANGE.hears(createOrder(saga), 2));
    }

    @Test
    void a_saga_that_somebody_holds_keeps_none_of_the_others_waiting() {
        List<UUID> sagas = started(3);

        int asked = transaction.execute(_ -> {
            store.lock(List.of(sagas.getFirst()));
            return retryAll();
        });

        assertThat(asked).isGreaterThanOrEqualTo(2);
        sagas.stream().skip(1).forEach(saga -> EXCHANGE.hears(createOrder(saga), 2));
    }

    @Test
    void a44_a_recovery_that_is_cut_off_is_done_again() {
        List<UUID> sagas = started(200);

        retryAll();
        for (int i = 0; i < sagas.size(); i++) {
            if (i % 20 == 0) {
                TestInfrastructure.get().killConnectionsOf("orchestrator_service");
            }
            EXCHANGE.hears(createOrder(sagas.get(i)), 2);
        }
    }

    @Test
    void a43_those_that_come_due_together_do_not_come_back_together_and_hold_up_no_new_order() {
        List<UUID> sagas = started(300);

        retryAll();
        UUID newcomer = sagaOf(place(82, 1, 1));

        EXCHANGE.hears(createOrder(newcomer));
        sagas.forEach(saga -> EXCHANGE.hears(createOrder(saga), 2));
        long minutesApart = jdbc.sql("""
            select (max(step.due_at) - min(step.due_at)) / 60000000
              from saga, json_to_recordset(steps::json) as step (attempts integer, due_at bigint)
             where saga_id = any(?) and attempts = 2
            """)
                .param(sagas.toArray(UUID[]::new))
                .query(Long.class)
                .single();
        assertThat(minutesApart).isGreaterThan(5);
    }

    private List<UUID> started(int sagas) {
        List<UUID> started =
                Stream.generate(() -> sagaOf(place(81, 1, 1))).limit(sagas).toList();
        started.forEach(saga -> EXCHANGE.hears(createOrder(saga)));
        return started;
    }

    private int retryAll() {
        return orchestrator
                .post("/sagas/retry", "")
                .hasStatus(202)
                .json()
                .path("sagas")
                .asInt();
    }

    private static String createOrder(UUID saga) {
        return "saga." + saga + ".command.order.create_order";
    }
}
