package io.ordersaga.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.messages.Step;
import io.ordersaga.messages.order.OrderEvent.OrderCreated;
import io.ordersaga.messages.product.ProductEvent.StockChecked;
import io.ordersaga.messaging.trace.TraceParent;
import io.ordersaga.orchestrator.engine.Decision;
import io.ordersaga.orchestrator.engine.Trigger;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Two who want to move one saga at the same moment: the second sees all that the first did. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class SagaLockIT {

    private static final Step CREATE_ORDER = new Step("order", "create_order");

    @Autowired
    SagaRunner runner;

    @Autowired
    SagaStore store;

    @Autowired
    SagaOperations operations;

    @Autowired
    SagaDefinitions definitions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionOperations transaction;

    private final UUID saga = UUID.randomUUID();
    private final OrderCreated created = new OrderCreated(saga, UUID.randomUUID(), 1, 1, 1);

    @Test
    void a13_a_cancel_that_waits_for_an_answer_undoes_what_the_answer_led_to() throws Exception {
        recordedElsewhere();
        try (var other = Executors.newSingleThreadExecutor()) {
            CompletableFuture<Decision.Verdict> cancel = transaction.execute(_ -> {
                move(new Trigger.Answered(new Step("product", "check_stock"), priced()));
                var waiting = CompletableFuture.supplyAsync(
                        () -> operations.cancel(saga).orElseThrow(), other);
                awaitBlocked();
                return waiting;
            });

            assertThat(cancel.get(20, TimeUnit.SECONDS)).isEqualTo(new Decision.Applied());
        }
        assertThat(stepsOf()).containsExactly("create_order", "check_stock", "check_balance", "update_status");
    }

    @Test
    void a13_one_answer_handled_twice_at_once_moves_the_saga_once() throws Exception {
        recordedElsewhere();
        Trigger answer = new Trigger.Answered(new Step("product", "check_stock"), priced());
        try (var other = Executors.newSingleThreadExecutor()) {
            CompletableFuture<Decision.Verdict> second = transaction.execute(_ -> {
                move(answer);
                var waiting = CompletableFuture.supplyAsync(() -> transaction.execute(_ -> move(answer)), other);
                awaitBlocked();
                return waiting;
            });

            assertThat(second.get(20, TimeUnit.SECONDS)).isInstanceOf(Decision.Ignored.class);
        }
        assertThat(stepsOf()).containsExactly("create_order", "check_stock", "check_balance");
    }

    private StockChecked priced() {
        return new StockChecked(saga, created.orderId(), BigDecimal.TEN);
    }

    private void recordedElsewhere() {
        transaction.executeWithoutResult(_ -> runner.startFrom(
                definitions.startedBy(CREATE_ORDER).orElseThrow(), created, TraceParent.start(), store.now()));
    }

    private Decision.Verdict move(Trigger trigger) {
        SagaInstance locked = store.lock(List.of(saga)).get(saga);
        return runner.move(locked, definitions.of(locked).orElseThrow(), trigger, store.now());
    }

    /** Until the other transaction waits for a lock that this one holds. */
    private void awaitBlocked() {
        Awaitility.await()
                .pollInSameThread()
                .atMost(Duration.ofSeconds(20))
                .until(() -> jdbc.sql("select count(*) from pg_stat_activity where pg_backend_pid() ="
                                        + " any(pg_blocking_pids(pid))")
                                .query(Long.class)
                                .single()
                        > 0);
    }

    private List<String> stepsOf() {
        return jdbc.sql("select action from saga_step where saga_id = ? order by position")
                .param(saga)
                .query(String.class)
                .list();
    }
}
