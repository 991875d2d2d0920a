package io.ordersaga.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.messages.order.OrderCommand.FinalStatus;
import io.ordersaga.messages.order.OrderCommand.UpdateStatus;
import io.ordersaga.testing.SagaExchange.Heard;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.assertj.RestTestClientResponse;

/** A client whose answer was lost sends the same order again. */
class RepeatedOrderIT extends RunningOrderService {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String OTHER = """
        {"product_id": 7, "owner_id": 8, "quantity": 3}\
        """;

    private final String key = UUID.randomUUID().toString();

    @Test
    void a27_the_same_key_and_order_answer_the_same_order_and_announce_it_once() {
        RestTestClientResponse first = post(ORDER, key);
        exchange.hears(created(first));
        long before = orderCount();

        RestTestClientResponse second = post(ORDER, key);

        assertThat(second)
                .hasStatus(201)
                .hasHeader("Location", "/orders/" + text(first, "$.order_id"))
                .hasHeader("ETag", "\"0\"");
        body(second).isStrictlyEqualTo(bodyOf(first));
        assertThat(orderCount()).isEqualTo(before);
        assertThat(announcements(first)).isEqualTo(1);
    }

    @Test
    void a27_one_key_used_by_many_at_once_places_one_order() throws InterruptedException {
        long before = orderCount();
        Set<String> orders = new HashSet<>();

        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = clients.invokeAll(Collections.nCopies(
                    24, () -> text(assertPlaced(post(ORDER, key)), "$.order_id")));
            for (Future<String> answer : answers) {
                assertThat(answer).succeedsWithin(PATIENCE);
                orders.add(answer.resultNow());
            }
        }

        assertThat(orders).hasSize(1);
        assertThat(orderCount()).isEqualTo(before + 1);
        assertThat(announcements(post(ORDER, key))).isEqualTo(1);
    }

    @Test
    void a27_what_is_answered_again_is_how_the_order_stands_now() {
        RestTestClientResponse placed = post(ORDER, key);
        ended(placed);

        RestTestClientResponse again = assertPlaced(post(ORDER, key));

        assertThat(text(again, "$.status")).isEqualTo("SUCCESS");
        assertThat(again).hasHeader("ETag", "\"1\"");
    }

    @Test
    void a27_a_deleted_order_is_not_placed_again() {
        RestTestClientResponse placed = post(ORDER, key);
        String path = "/orders/" + text(placed, "$.order_id");
        ended(placed);
        assertThat(answer(http.delete().uri(path))).hasStatus(204);
        long before = orderCount();

        assertThat(assertPlaced(post(ORDER, key))).hasHeader("Location", path);

        assertThat(orderCount()).isEqualTo(before);
        assertProblem(get(path), 404, "order-not-found");
    }

    @Test
    void a28_the_same_key_with_another_order_is_refused_and_places_nothing() {
        RestTestClientResponse placed = post(ORDER, key);
        long before = orderCount();

        RestTestClientResponse refused = post(OTHER, key);

        assertProblem(refused, 422, "idempotency-key-in-use");
        assertThat(text(refused, "$.detail")).contains(text(placed, "$.order_id"), "use a new key");
        assertThat(orderCount()).isEqualTo(before);
    }

    @Test
    void another_key_and_no_key_place_another_order() {
        String first = text(post(ORDER, key), "$.order_id");

        assertThat(Set.of(first, text(post(ORDER, key + "x"), "$.order_id"), placed(), placed()))
                .hasSize(4);
    }

    @Test
    void who_waits_too_long_for_another_with_the_key_is_told_to_ask_again() {
        transaction.executeWithoutResult(_ -> {
            jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))::text")
                    .param(key)
                    .query(String.class)
                    .single();
            RestTestClientResponse busy = post(ORDER, key);

            assertProblem(busy, 503, "service-interrupted");
            assertThat(busy).hasHeader("Retry-After", "2");
        });
        assertPlaced(post(ORDER, key));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 256, 4000})
    void a_key_that_is_none_is_refused(int length) {
        long before = orderCount();

        RestTestClientResponse refused = post(ORDER, "k".repeat(length));

        assertProblem(refused, 400, "invalid-request");
        body(refused).extractingPath("$.errors[*].field").asArray().containsExactly("Idempotency-Key");
        assertThat(orderCount()).isEqualTo(before);
    }

    private RestTestClientResponse post(String json, String idempotencyKey) {
        return answer(http.post()
                .uri("/orders")
                .header("Idempotency-Key", idempotencyKey)
                .contentType(MediaType.APPLICATION_JSON)
                .body(json));
    }

    private static RestTestClientResponse assertPlaced(RestTestClientResponse answer) {
        assertThat(answer).hasStatus(201);
        return answer;
    }

    /** How often it was announced, by its own count and by what the exchange has heard. */
    private int announcements(RestTestClientResponse placed) {
        Heard announced = exchange.hears(created(placed));
        assertThat(announced.body()).contains(text(placed, "$.order_id"));
        assertThat(exchange.eventsOf(sagaOf(placed))).hasSize(1);
        return jdbc.sql("select announcements from orders where saga_id = ?")
                .param(sagaOf(placed))
                .query(Integer.class)
                .single();
    }

    private void ended(RestTestClientResponse placed) {
        UUID order = UUID.fromString(text(placed, "$.order_id"));
        exchange.send(new UpdateStatus(sagaOf(placed), order, FinalStatus.SUCCESS, BigDecimal.TEN, null, null));
        exchange.hears("saga." + sagaOf(placed) + ".event.order.update_status.success");
    }

    private static UUID sagaOf(RestTestClientResponse placed) {
        return UUID.fromString(text(placed, "$.saga_id"));
    }

    private static String created(RestTestClientResponse placed) {
        return "saga." + sagaOf(placed) + ".event.order.create_order.success";
    }
}
