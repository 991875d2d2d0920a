package io.ordersaga.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordersaga.messages.TimeOrderedId;
import io.ordersaga.messages.order.OrderEvent.OrderCreated;
import io.ordersaga.orchestrator.RunningOrchestrator;
import io.ordersaga.testing.SagaExchange;
import io.ordersaga.testing.TestInfrastructure;
import io.ordersaga.testing.rest.Answer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionOperations;

/** An operator has everything that is unanswered sent again, long before it would be by itself. */
@TestPropertySource(properties = {"order-saga.saga.step-timeout=1h", "order-saga.saga.longest-retry=1h"})
class BrokerLossDrillIT extends RunningOrchestrator {

    private static final String ROLE = "orchestrator_service";
    private static final Duration LONGER_THAN_A_SAGA_IS_PUT_OFF = Duration.ofSeconds(90);

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
                TestInfrastructure.get().killConnectionsOf(ROLE);
            }
            EXCHANGE.hears(createOrder(sagas.get(i)), 2, LONGER_THAN_A_SAGA_IS_PUT_OFF);
        }
    }

    @Test
    void a44_a_command_to_recover_that_is_cut_off_is_given_again() throws Exception {
        List<UUID> sagas = started(50);

        assertThat(cutOffInTheMidstOf(() -> orchestrator.post("/sagas/retry", ""))
                        .status())
                .isEqualTo(503);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> orchestrator.post("/sagas/retry", "").status() == 202);

        sagas.forEach(saga -> EXCHANGE.hears(createOrder(saga), 2, LONGER_THAN_A_SAGA_IS_PUT_OFF));
    }

    /** Somebody holds what it wants to write, until the database ends its connection. */
    private static Answer cutOffInTheMidstOf(Supplier<Answer> command) throws Exception {
        TestInfrastructure infrastructure = TestInfrastructure.get();
        try (ExecutorService operator = Executors.newSingleThreadExecutor();
                Connection connection = infrastructure.database().connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table orchestrator_service.saga in share mode");
            Future<Answer> answer = operator.submit(command::get);
            await().atMost(Duration.ofSeconds(20)).until(() -> isUnderWay(statement));
            infrastructure.killConnectionsOf(ROLE);
            return answer.get(20, TimeUnit.SECONDS);
        }
    }

    private static boolean isUnderWay(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select from pg_stat_activity where usename = '" + ROLE
                + "' and wait_event_type = 'Lock' and query like '%set ask_again = true%random()%'")) {
            return rows.next();
        }
    }

    @Test
    void a43_those_that_come_due_together_do_not_come_back_together_and_hold_up_no_new_order() {
        List<UUID> sagas = started(300);

        assertThat(secondsApartWhenAskedAgainWithin(Duration.ofSeconds(10), sagas))
                .isBetween(5.0, 10.1);
        UUID newcomer = sagaOf(place(82, 1, 1));

        EXCHANGE.hears(createOrder(newcomer));
        assertThat(sagas)
                .as("those that are not sent again yet")
                .anyMatch(saga -> EXCHANGE.messagesOf(saga).size() == 1);
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

    @Test
    void a43_among_those_that_come_due_together_compensations_and_deadlines_have_their_turn() {
        List<UUID> forward = started(100);
        List<UUID> backward = recorded(100);
        backward.forEach(
                saga -> orchestrator.post("/sagas/" + saga + "/cancel", "").hasStatus(202));
        backward.forEach(saga -> EXCHANGE.hears(updateStatus(saga)));
        List<UUID> late = recorded(100);
        jdbc.sql("update saga set deadline_at = clock_timestamp() where saga_id = any(?)")
                .param(late.toArray(UUID[]::new))
                .update();

        List<Double> secondsApart = transaction.execute(_ -> {
            store.askAgainBehind(TimeOrderedId.BEFORE_ALL, 100_000, Duration.ofSeconds(10));
            return Stream.of(forward, backward, late).map(this::secondsApart).toList();
        });
        UUID newcomer = sagaOf(place(83, 1, 1));

        assertThat(secondsApart).allSatisfy(seconds -> assertThat(seconds).isBetween(5.0, 10.1));
        EXCHANGE.hears(createOrder(newcomer));
        await().atMost(Duration.ofSeconds(20)).until(() -> backward.stream().anyMatch(BrokerLossDrillIT::isSentAgain));
        assertThat(forward)
                .as("those that are not sent again yet, when the first compensation is")
                .anyMatch(saga -> !isSentAgain(saga));
        backward.forEach(saga -> EXCHANGE.hears(updateStatus(saga), 2));
        late.forEach(saga -> EXCHANGE.hears(updateStatus(saga)));
        forward.forEach(saga -> EXCHANGE.hears(createOrder(saga), 2));
        assertThat(failureCodes(late)).containsExactly("TIMED_OUT");
    }

    private static boolean isSentAgain(UUID saga) {
        List<String> keys = EXCHANGE.messagesOf(saga).stream()
                .map(SagaExchange.Heard::routingKey)
                .toList();
        return keys.stream().anyMatch(key -> Collections.frequency(keys, key) > 1);
    }

    private List<String> failureCodes(List<UUID> sagas) {
        return jdbc.sql("select distinct failure_code from saga where saga_id = any(?)")
                .param(sagas.toArray(UUID[]::new))
                .query(String.class)
                .list();
    }

    /** They wait for their stock to be looked at. */
    private List<UUID> recorded(int sagas) {
        List<Answer> placed =
                Stream.generate(() -> place(84, 1, 1)).limit(sagas).toList();
        placed.forEach(order -> {
            UUID orderId = UUID.fromString(order.json().path("order_id").asString());
            answer(sagaOf(order), "order", "create_order", new OrderCreated(sagaOf(order), orderId, 84, 1, 1));
        });
        List<UUID> recorded = placed.stream().map(RunningOrchestrator::sagaOf).toList();
        recorded.forEach(saga -> EXCHANGE.hears("saga." + saga + ".command.product.check_stock"));
        return recorded;
    }

    /** Read before anybody can move them. */
    private double secondsApartWhenAskedAgainWithin(Duration within, List<UUID> sagas) {
        return transaction.execute(_ -> {
            store.askAgainBehind(TimeOrderedId.BEFORE_ALL, 100_000, within);
            return secondsApart(sagas);
        });
    }

    private double secondsApart(List<UUID> sagas) {
        return jdbc.sql("""
            select extract(epoch from max(due_at) - min(due_at)) from saga where saga_id = any(?) and ask_again
            """)
                .param(sagas.toArray(UUID[]::new))
                .query(Double.class)
                .single();
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

    private static String updateStatus(UUID saga) {
        return "saga." + saga + ".command.order.update_status";
    }

    private static String createOrder(UUID saga) {
        return "saga." + saga + ".command.order.create_order";
    }
}
