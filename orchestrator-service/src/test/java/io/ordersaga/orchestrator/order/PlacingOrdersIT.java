package io.ordersaga.orchestrator.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordersaga.messaging.trace.TraceParent;
import io.ordersaga.orchestrator.BlockedTransactions;
import io.ordersaga.orchestrator.RunningOrchestrator;
import io.ordersaga.testing.rest.Answer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** What a client meets at the door. */
class PlacingOrdersIT extends RunningOrchestrator {

    private static final OrderRequest REQUEST = new OrderRequest(6L, 5L, 7);

    @Autowired
    JdbcClient jdbc;

    @Autowired
    OrderIntake intake;

    @Autowired
    TransactionOperations transaction;

    @Test
    void an_order_is_accepted_with_its_saga() {
        Answer answer = place(11, 12, 3).hasStatus(202);

        assertThat(answer.header("Location")).hasValue("/sagas/" + sagaOf(answer));
        assertThat(answer.json().path("status").asString()).isEqualTo("STARTED");
        assertThat(answer.json().path("steps").size()).isEqualTo(6);
        assertThat(answer.json().path("steps").path(5).path("status").asString())
                .isEqualTo("PENDING");
        assertThat(sagaOf(answer).version()).isEqualTo(7);
        assertThat(EXCHANGE.hears("saga." + sagaOf(answer) + ".command.order.create_order")
                        .body())
                .isEqualTo("{\"saga_id\":\"%s\",\"order_id\":\"%s\",\"owner_id\":11,\"product_id\":12,\"quantity\":3}"
                        .formatted(
                                sagaOf(answer), answer.json().path("order_id").asString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"product_id", "owner_id", "quantity"})
    void a_missing_field_is_named(String field) {
        String json = order(1, 1, 1).replaceFirst("\"" + field + "\":1,?", "").replace(",}", "}");

        orchestrator.post("/orders", json).isInvalid(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "\"1\"", "null", "true", "[]", "{}", "9223372036854775808", "1e400"})
    void an_absurd_quantity_is_refused(String value) {
        orchestrator
                .post("/orders", "{\"product_id\":1,\"owner_id\":1,\"quantity\":" + value + "}")
                .isInvalid("quantity");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"product_id\":1,\"owner_id\":1,\"quantity\":1,\"price\":1} | price",
                "{\"product_id\":1, | body",
                "[] | body",
                "'' | body"
            })
    void what_is_not_such_a_request_is_refused(String json, String field) {
        orchestrator
                .send("POST", "/orders", json, "Content-Type", "application/json")
                .isInvalid(field);
    }

    @Test
    void another_media_type_is_refused() {
        orchestrator
                .send("POST", "/orders", "product_id=1", "Content-Type", "application/x-www-form-urlencoded")
                .isProblem(415, "unsupported-media-type");
    }

    @Test
    void a27_the_same_key_and_order_answer_the_same_saga() {
        String key = UUID.randomUUID().toString();

        UUID first = sagaOf(place(1, 2, 3, "Idempotency-Key", key).hasStatus(202));
        UUID second = sagaOf(place(1, 2, 3, "Idempotency-Key", key).hasStatus(202));

        assertThat(second).isEqualTo(first);
    }

    @Test
    void a28_the_same_key_with_another_order_is_refused_and_starts_nothing() {
        String key = UUID.randomUUID().toString();
        long owner = 77_001;
        place(owner, 2, 3, "Idempotency-Key", key).hasStatus(202);

        place(owner, 2, 4, "Idempotency-Key", key).isProblem(422, "idempotency-key-in-use");

        assertThat(orchestrator.get("/sagas?owner_id=" + owner).json().size()).isEqualTo(1);
    }

    @Test
    void a27_one_key_used_by_many_at_once_starts_one_saga() throws Exception {
        String key = UUID.randomUUID().toString();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<UUID>> all = IntStream.range(0, 20)
                    .mapToObj(_ -> clients.submit(
                            () -> sagaOf(place(5, 6, 7, "Idempotency-Key", key).hasStatus(202))))
                    .toList();
            UUID first = all.getFirst().get();
            for (Future<UUID> each : all) {
                assertThat(each.get()).isEqualTo(first);
            }
        }
    }

    /** Two transactions, as on two instances; what comes to one door at once may be one. */
    @Test
    void a27_who_uses_a_key_that_another_is_just_using_waits_and_finds_the_saga_of_the_other() throws Exception {
        String key = UUID.randomUUID().toString();
        UUID saga = OrderIntake.newSagaId();
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            CompletableFuture<OrderIntake.Outcome> second = transaction.execute(_ -> {
                assertThat(accepted(saga, key))
                        .isInstanceOfSatisfying(
                                OrderIntake.Accepted.class,
                                by -> assertThat(by.sagaId()).isEqualTo(saga));
                var waiting = CompletableFuture.supplyAsync(() -> accepted(OrderIntake.newSagaId(), key), other);
                BlockedTransactions.await(jdbc);
                return waiting;
            });

            assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo(new OrderIntake.Accepted(saga, orderOf(saga)));
        }
    }

    private OrderIntake.Outcome accepted(UUID saga, String key) {
        return intake.accept(List.of(new OrderIntake.Asked(saga, REQUEST, key, TraceParent.start())))
                .getFirst();
    }

    private UUID orderOf(UUID saga) {
        return jdbc.sql("select order_id from order_request where saga_id = ?")
                .param(saga)
                .query(UUID.class)
                .single();
    }

    @Test
    void a27_a_key_that_is_forgotten_while_it_is_repeated_starts_a_saga_as_if_it_were_new() {
        String key = UUID.randomUUID().toString();
        UUID first = sagaOf(place(1, 2, 3, "Idempotency-Key", key).hasStatus(202));

        forgottenAfterTheNextClaim(first, () -> {
            UUID second = sagaOf(place(1, 2, 3, "Idempotency-Key", key).hasStatus(202));
            UUID third = sagaOf(place(1, 2, 3, "Idempotency-Key", key).hasStatus(202));

            assertThat(second).isNotEqualTo(first);
            assertThat(third).isEqualTo(second);
        });
    }

    private void forgottenAfterTheNextClaim(UUID saga, Runnable work) {
        jdbc.sql("""
            create function forget_key() returns trigger language plpgsql as
            $$ begin delete from idempotency_key where saga_id = '%s'; return null; end $$
            """.formatted(saga)).update();
        jdbc.sql("create trigger forgotten after insert on idempotency_key execute function forget_key()")
                .update();
        try {
            work.run();
        } finally {
            jdbc.sql("drop function forget_key cascade").update();
        }
    }

    /** Whoever were told to send it again would order twice. */
    @Test
    void p1_an_order_that_is_accepted_and_cannot_be_read_is_answered_as_accepted() {
        String key = UUID.randomUUID().toString();
        unreadable(() -> {
            Answer answer = place(1, 1, 1, "Idempotency-Key", key).hasStatus(202);
            Answer again =
                    place(1, 1, 1, "Idempotency-Key", key, "Prefer", "wait=1").hasStatus(202);

            assertThat(answer.header("Location")).hasValue("/sagas/" + sagaOf(answer));
            assertThat(answer.json().path("status").asString()).isEqualTo("STARTED");
            assertThat(again.json()).isEqualTo(answer.json());
            EXCHANGE.hears("saga." + sagaOf(answer) + ".command.order.create_order");
        });
    }

    @Test
    void a_cancel_that_is_committed_and_cannot_be_followed_by_a_look_is_answered_as_accepted() {
        UUID saga = sagaOf(place(1, 1, 1));

        unreadable(() -> orchestrator.post("/sagas/" + saga + "/cancel", "").hasStatus(202));

        assertThat(orchestrator
                        .get("/sagas/" + saga)
                        .json()
                        .path("failure_code")
                        .asString())
                .isEqualTo("CANCELLED");
    }

    private void unreadable(Runnable work) {
        jdbc.sql("alter table late_answer rename to late_answer_elsewhere").update();
        try {
            work.run();
        } finally {
            jdbc.sql("alter table late_answer_elsewhere rename to late_answer").update();
        }
    }

    @Test
    void who_waits_is_answered_when_the_saga_has_ended_on_another_instance() throws Exception {
        long owner = 77_101;
        CompletableFuture<Answer> waiting =
                CompletableFuture.supplyAsync(() -> place(owner, 1, 1, "Prefer", "wait=19"));
        UUID saga = await().atMost(Duration.ofSeconds(10))
                .until(
                        () -> jdbc.sql("select saga_id from order_request where owner_id = ?")
                                .param(owner)
                                .query(UUID.class)
                                .list(),
                        found -> !found.isEmpty())
                .getFirst();

        new AnotherInstance(jdbc).completes(saga);

        Answer answer = waiting.get(8, TimeUnit.SECONDS).hasStatus(200);
        assertThat(sagaOf(answer)).isEqualTo(saga);
        assertThat(answer.json().path("status").asString()).isEqualTo("COMPLETED");
    }

    @Test
    void who_prefers_to_wait_gets_202_when_the_time_is_over() {
        Answer answer = place(1, 1, 1, "Prefer", "wait=1").hasStatus(202);

        assertThat(answer.header("Preference-Applied")).hasValue("wait=1");
    }
}
