package io.ordersaga.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordersaga.messages.Done;
import io.ordersaga.messages.Step;
import io.ordersaga.messages.Success;
import io.ordersaga.messages.order.OrderEvent.OrderCreated;
import io.ordersaga.messages.product.ProductEvent.StockChecked;
import io.ordersaga.messaging.time.DatabaseClock;
import io.ordersaga.messaging.trace.TraceParent;
import io.ordersaga.orchestrator.BlockedTransactions;
import io.ordersaga.orchestrator.engine.Decision;
import io.ordersaga.orchestrator.engine.Trigger;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** Two who want to move one saga at the same moment: the second sees all that the first did. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class SagaLockIT {

    private static final Step CREATE_ORDER = new Step("order", "create_order");

    @Autowired
    SagaRunner runner;

    @Autowired
    SagaStore store;

    @Autowired
    DatabaseClock clock;

    @Autowired
    SagaOperations operations;

    @Autowired
    SagaDefinitions definitions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionOperations transaction;

    @Autowired
    PlatformTransactionManager manager;

    private TransactionTemplate transactionOfItsOwn;

    private final UUID saga = UUID.randomUUID();
    private final OrderCreated created = new OrderCreated(saga, UUID.randomUUID(), 1, 1, 1);

    @BeforeEach
    void beAnother() {
        transactionOfItsOwn = new TransactionTemplate(manager);
        transactionOfItsOwn.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Test
    void a13_a_cancel_that_waits_for_an_answer_undoes_what_the_answer_led_to() throws Exception {
        recordedElsewhere();
        try (var other = Executors.newSingleThreadExecutor()) {
            CompletableFuture<Decision.Verdict> cancel = transaction.execute(_ -> {
                move(new Trigger.Answered(new Step("product", "check_stock"), priced()));
                var waiting = CompletableFuture.supplyAsync(
                        () -> operations.cancel(saga).orElseThrow(), other);
                BlockedTransactions.await(jdbc);
                return waiting;
            });

            assertThat(cancel.get(20, TimeUnit.SECONDS)).isEqualTo(new Decision.Applied());
        }
        assertThat(stepsOf()).containsExactly("create_order", "check_stock", "check_balance", "update_status");
    }

    @Test
    void a17_a_time_out_that_waits_for_the_answer_finds_nothing_due() throws Exception {
        recordedElsewhere(Duration.ofSeconds(10));
        assertThat(afterTheOther(
                        () -> {
                            store.askAgain(saga);
                            return succeeds("product.check_stock");
                        },
                        this::moveAsTheTimerDoes))
                .isEqualTo(new Decision.Ignored("Nothing is due."));

        assertThat(stepsOf()).containsExactly("create_order", "check_stock", "check_balance");
    }

    /** How long anybody else waits for what such an instance holds, and for what one holds that goes on. */
    @Test
    void a14_the_database_ends_a_transaction_that_pauses_for_30_s_and_nobody_waits_longer_than_3_s_for_a_lock() {
        assertThat(shown("idle_in_transaction_session_timeout")).isEqualTo("30s");
        assertThat(shown("lock_timeout")).isEqualTo("3s");
    }

    private String shown(String setting) {
        return jdbc.sql("show " + setting).query(String.class).single();
    }

    @Test
    void a14_an_instance_that_paused_in_a_transaction_cannot_commit_what_it_decided_before() {
        recordedElsewhere();

        assertThatThrownBy(() -> transaction.executeWithoutResult(_ -> {
                    jdbc.sql("set local idle_in_transaction_session_timeout = '100ms'")
                            .update();
                    move(new Trigger.Cancel());
                    int pid = jdbc.sql("select pg_backend_pid()")
                            .query(Integer.class)
                            .single();
                    awaitGone(pid);
                    transactionOfItsOwn.executeWithoutResult(_ -> succeeds("product.check_stock"));
                }))
                .isInstanceOf(RuntimeException.class);

        assertThat(stepsOf()).containsExactly("create_order", "check_stock", "check_balance");
    }

    @Test
    void what_several_answers_of_one_batch_make_of_a_saga_is_written_at_once() {
        recordedElsewhere();

        transaction.executeWithoutResult(_ -> {
            SagaInstance locked = store.lock(List.of(saga)).get(saga);
            for (Trigger answer : List.of(
                    new Trigger.Answered(new Step("product", "check_stock"), priced()),
                    new Trigger.Answered(new Step("user", "check_balance"), new Done(saga, created.orderId())))) {
                runner.move(locked, definitions.of(locked).orElseThrow(), answer, clock.now());
            }
            store.save(List.of(locked));
        });

        assertThat(stepsOf()).containsExactly("create_order", "check_stock", "check_balance", "update_balance");
    }

    /** What the second comes to, who waits for the lock that the first holds until its commit. */
    private Decision.Verdict afterTheOther(Supplier<Decision.Verdict> first, Supplier<Decision.Verdict> second)
            throws Exception {
        try (var other = Executors.newSingleThreadExecutor()) {
            CompletableFuture<Decision.Verdict> waiting = transaction.execute(_ -> {
                first.get();
                var blocked = CompletableFuture.supplyAsync(() -> transaction.execute(_ -> second.get()), other);
                BlockedTransactions.await(jdbc);
                return blocked;
            });
            return waiting.get(20, TimeUnit.SECONDS);
        }
    }

    private Decision.Verdict succeeds(String step) {
        String[] words = step.split("\\.");
        Success answer = step.equals("product.check_stock") ? priced() : new Done(saga, created.orderId());
        return move(new Trigger.Answered(new Step(words[0], words[1]), answer));
    }

    private void awaitGone(int backend) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() ->
                        transactionOfItsOwn.execute(_ -> jdbc.sql("select count(*) from pg_stat_activity where pid = ?")
                                        .param(backend)
                                        .query(Long.class)
                                        .single()
                                == 0));
    }

    private StockChecked priced() {
        return new StockChecked(saga, created.orderId(), BigDecimal.TEN);
    }

    private void recordedElsewhere() {
        recordedElsewhere(Duration.ZERO);
    }

    /** @param ago so long that what it waits for is overdue, if it is longer than a step may take */
    private void recordedElsewhere(Duration ago) {
        transaction.executeWithoutResult(_ -> runner.startFrom(
                definitions.startedBy(CREATE_ORDER).orElseThrow(),
                created,
                TraceParent.start(),
                clock.now().minus(ago)));
    }

    private Decision.Verdict move(Trigger trigger) {
        return move(_ -> trigger);
    }

    private Decision.Verdict moveAsTheTimerDoes() {
        return move(locked -> locked.isAskAgain() ? new Trigger.Retry() : new Trigger.TimePassed());
    }

    private Decision.Verdict move(Function<SagaInstance, Trigger> trigger) {
        SagaInstance locked = store.lock(List.of(saga)).get(saga);
        Decision.Verdict verdict =
                runner.move(locked, definitions.of(locked).orElseThrow(), trigger.apply(locked), clock.now());
        store.save(List.of(locked));
        return verdict;
    }

    private List<String> stepsOf() {
        return jdbc.sql("select step ->> 'action' from saga, json_array_elements(steps::json) as step where saga_id ="
                        + " ?")
                .param(saga)
                .query(String.class)
                .list();
    }
}
