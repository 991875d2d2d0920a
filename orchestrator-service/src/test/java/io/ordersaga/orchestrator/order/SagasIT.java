package io.ordersaga.orchestrator.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.ordersaga.messages.Done;
import io.ordersaga.messages.Event;
import io.ordersaga.messages.Failure;
import io.ordersaga.messages.order.OrderEvent.OrderCreated;
import io.ordersaga.messages.product.ProductEvent.StockChecked;
import io.ordersaga.orchestrator.RunningOrchestrator;
import io.ordersaga.testing.SagaExchange.Heard;
import io.ordersaga.testing.WireProperties;
import io.ordersaga.testing.rest.Answer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Sagas as operators and clients see and steer them. */
class SagasIT extends RunningOrchestrator {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void a_saga_is_found_by_its_id_and_by_its_order() {
        Answer placed = place(1, 1, 1);

        Answer saga = orchestrator.get("/sagas/" + sagaOf(placed)).hasStatus(200);
        Answer byOrder = orchestrator.get(
                "/sagas/order/" + placed.json().path("order_id").asString());

        assertThat(saga.header("ETag")).isPresent();
        assertThat(byOrder.json().path("saga_id")).isEqualTo(saga.json().path("saga_id"));
        orchestrator.get("/sagas/" + UUID.randomUUID()).isProblem(404, "saga-not-found");
        orchestrator.get("/sagas/order/" + UUID.randomUUID()).isProblem(404, "order-not-found");
        orchestrator.get("/sagas/5").isInvalid("saga_id");
    }

    @Test
    void the_list_is_newest_first_filtered_and_paged() {
        long owner = 88_001;
        List<String> placed = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            placed.addFirst(sagaOf(place(owner, 88_002, 1)).toString());
        }

        assertThat(idsOf("/sagas?owner_id=" + owner)).isEqualTo(placed);
        assertThat(idsOf("/sagas?product_id=88002&status=STARTED")).isEqualTo(placed);
        assertThat(idsOf("/sagas?owner_id=" + owner + "&status=COMPLETED")).isEmpty();
        assertThat(idsOf("/sagas?owner_id=" + owner + "&created_before=2020-01-01T00:00:00Z"))
                .isEmpty();
        assertThat(idsOf("/sagas?owner_id=" + owner + "&created_after=2020-01-01T00:00:00Z"))
                .hasSize(5);
        List<String> paged = new ArrayList<>();
        Optional<String> page = Optional.of("/sagas?owner_id=" + owner + "&limit=2");
        while (page.isPresent()) {
            Answer answer = orchestrator.get(page.get()).hasStatus(200);
            answer.json().forEach(saga -> paged.add(saga.path("saga_id").asString()));
            page = answer.nextPage();
        }
        assertThat(paged).isEqualTo(placed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=1001",
                "limit=x",
                "status=BAD",
                "owner_id=x",
                "created_after=yesterday",
                "created_before=9223372036854775807",
                "created_after=%2B300000-01-01T00:00:00Z",
                "created_after=1969-12-31T23:59:59Z"
            })
    void a_filter_that_cannot_be_is_refused(String query) {
        orchestrator.get("/sagas?" + query).isInvalid(query.substring(0, query.indexOf('=')));
    }

    @Test
    void a37_a_cancelled_order_is_undone_once_it_is_recorded() {
        Answer placed = place(1, 2, 3);
        UUID saga = sagaOf(placed);

        orchestrator.post("/sagas/" + saga + "/cancel", "").hasStatus(202);
        orchestrator.post("/sagas/" + saga + "/cancel", "").hasStatus(202);
        answer(saga, "order", "create_order", created(placed));
        answer(saga, "order", "update_status", done(placed));

        JsonNode ended = ended(saga);
        assertThat(ended.path("status").asString()).isEqualTo("FAILED");
        assertThat(ended.path("failure_code").asString()).isEqualTo("CANCELLED");
        orchestrator.post("/sagas/" + saga + "/retry", "").isProblem(409, "nothing-to-retry");
        orchestrator.post("/sagas/" + UUID.randomUUID() + "/cancel", "").isProblem(404, "saga-not-found");
    }

    @Test
    void a37_past_its_pivot_it_completes_and_cannot_be_cancelled() {
        Answer placed = place(1, 2, 3);
        UUID saga = sagaOf(placed);
        answer(saga, "order", "create_order", created(placed));
        answer(saga, "product", "check_stock", new StockChecked(saga, order(placed), new BigDecimal("1.50")));
        answer(saga, "user", "check_balance", done(placed));
        answer(saga, "user", "update_balance", done(placed));
        answer(saga, "product", "update_stock", done(placed));
        EXCHANGE.hears("saga." + saga + ".command.order.update_status");

        orchestrator.post("/sagas/" + saga + "/cancel", "").isProblem(409, "cannot-be-cancelled");
        say(saga, "order", "update_status", done(placed));

        JsonNode ended = ended(saga);
        assertThat(ended.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(ended.path("total_price").decimalValue()).isEqualByComparingTo("4.50");
    }

    @Test
    void p4_an_unanswered_command_is_sent_again_as_the_same_message() {
        UUID saga = sagaOf(place(1, 1, 1));
        String key = "saga." + saga + ".command.order.create_order";

        List<Heard> sent = EXCHANGE.hears(key, 2);

        assertThat(sent)
                .extracting(heard -> heard.properties().getMessageId())
                .containsOnly(sent.getFirst().properties().getMessageId());
        await().atMost(PATIENCE)
                .until(() -> saga(saga)
                        .path("steps")
                        .path(0)
                        .path("status")
                        .asString()
                        .equals("IN_DOUBT"));
        assertThat(saga(saga).path("steps").path(0).path("resent_at").isEmpty()).isFalse();
    }

    @Test
    void a02_a47_p5_an_answer_that_nobody_waits_for_is_recorded_and_moves_nothing() {
        Answer placed = place(1, 1, 1);
        UUID saga = sagaOf(placed);

        String tag = orchestrator.get("/sagas/" + saga).header("ETag").orElseThrow();
        say(saga, "product", "update_stock", done(placed));
        say(saga, "product", "update_stock", done(placed));

        JsonNode late = await().atMost(PATIENCE)
                .until(
                        () -> saga(saga).path("late_answers").path(0),
                        found -> found.path("times").asInt() == 2);
        assertThat(late.path("step").asString()).isEqualTo("product.update_stock");
        assertThat(late.path("reason").asString()).contains("order.create_order");
        assertThat(saga(saga).path("status").asString()).isEqualTo("STARTED");
        orchestrator.get("/sagas/" + saga, "If-None-Match", tag).hasStatus(200);
    }

    @Test
    void an_order_that_the_order_service_recorded_starts_a_saga() {
        UUID saga = UUID.randomUUID();
        UUID order = UUID.randomUUID();

        say(saga, "order", "create_order", new OrderCreated(saga, order, 3, 4, 5));
        say(saga, "order", "create_order", new OrderCreated(saga, order, 3, 4, 5));

        EXCHANGE.hears("saga." + saga + ".command.product.check_stock");
        assertThat(saga(saga).path("order_id").asString()).isEqualTo(order.toString());
    }

    @Test
    void a46_p8_an_event_of_an_unknown_saga_becomes_a_dead_letter_that_can_be_redelivered_and_discarded() {
        UUID saga = UUID.randomUUID();
        say(saga, "user", "check_balance", new Failure(saga, UUID.randomUUID(), "USER_NOT_FOUND", "Nobody."));

        JsonNode letter = letterOf(saga);
        String path = "/dead-letters/" + letter.path("id").asString();

        assertThat(letter.path("cause").asString()).contains("no saga " + saga);
        orchestrator.post(path + "/redeliver", "").hasStatus(202);
        EXCHANGE.hears("saga." + saga + ".event.user.check_balance.failure", 2);
        orchestrator.delete(path).hasStatus(204);
        orchestrator.delete(path).isProblem(404, "dead-letter-not-found");
    }

    @Test
    void p8_what_cannot_be_read_becomes_a_dead_letter_and_the_next_message_goes_on() {
        Answer placed = place(1, 1, 1);
        UUID saga = sagaOf(placed);
        EXCHANGE.hears("saga." + saga + ".command.order.create_order");

        EXCHANGE.send("saga." + saga + ".event.order.create_order.success", UUID.randomUUID(), "{\"saga_id\":");
        say(saga, "order", "create_order", created(placed));

        EXCHANGE.hears("saga." + saga + ".command.product.check_stock");
        assertThat(letterOf(saga).path("body").asString()).isEqualTo("{\"saga_id\":");
    }

    @Test
    void p8_a_list_of_dead_letters_has_the_beginning_of_each_body_and_a_letter_has_the_whole() {
        UUID saga = UUID.randomUUID();
        String body = "x".repeat(10_000);

        EXCHANGE.send("saga." + saga + ".event.order.create_order.success", UUID.randomUUID(), body);

        JsonNode listed = letterOf(saga);
        String path = "/dead-letters/" + listed.path("id").asString();
        assertThat(listed.path("body").asString()).isEqualTo("x".repeat(4_096));
        assertThat(listed.path("body_size").asInt()).isEqualTo(10_000);
        assertThat(orchestrator.get(path).hasStatus(200).json().path("body").asString())
                .isEqualTo(body);
    }

    @Test
    void p8_a_routing_key_that_no_database_can_store_is_buried_and_publishing_goes_on() {
        String rest = ".event.user.check_balance.success";

        EXCHANGE.send("saga." + "\0".repeat(200) + rest, UUID.randomUUID(), "{}");

        EXCHANGE.buries("saga." + "?".repeat(200) + rest);
        EXCHANGE.hears("saga." + sagaOf(place(1, 1, 1)) + ".command.order.create_order");
    }

    /** The dead-letter queue has no other behind it. */
    @ParameterizedTest
    @ValueSource(strings = {"saga.dead-letters", "orchestrator-service.events"})
    void p8_headers_thousands_of_levels_deep_are_kept_as_far_as_anybody_reads_and_the_queue_goes_on(String queue) {
        String body = UUID.randomUUID().toString();
        String next = UUID.randomUUID().toString();

        EXCHANGE.sendStraightTo(queue, WireProperties.nestedTables(UUID.randomUUID(), 5_000), body);
        EXCHANGE.sendStraightTo(queue, WireProperties.nestedArrays(UUID.randomUUID(), 5_000), body);
        EXCHANGE.sendStraightTo(queue, new BasicProperties(), next);

        letterWith("body", next);
        JsonNode letter = letterWith("body", body);
        assertThat(letter.path("headers").asString()).contains("...").hasSizeLessThan(100);
        orchestrator.get("/dead-letters/" + letter.path("id").asString()).hasStatus(200);
    }

    private JsonNode letterOf(UUID saga) {
        return letterWith("saga_id", saga.toString());
    }

    private JsonNode letterWith(String field, String value) {
        return await().atMost(PATIENCE)
                .until(
                        () -> {
                            for (JsonNode letter :
                                    orchestrator.get("/dead-letters").json()) {
                                if (letter.path(field).asString("").equals(value)) {
                                    return letter;
                                }
                            }
                            return null;
                        },
                        found -> found != null);
    }

    private List<String> idsOf(String path) {
        List<String> ids = new ArrayList<>();
        orchestrator
                .get(path)
                .hasStatus(200)
                .json()
                .forEach(saga -> ids.add(saga.path("saga_id").asString()));
        return ids;
    }

    private JsonNode saga(UUID id) {
        return orchestrator.get("/sagas/" + id).json();
    }

    private JsonNode ended(UUID id) {
        return await().atMost(PATIENCE)
                .until(() -> saga(id), saga -> !saga.path("finished_at").isNull());
    }

    private static UUID order(Answer placed) {
        return UUID.fromString(placed.json().path("order_id").asString());
    }

    private static Event created(Answer placed) {
        return new OrderCreated(sagaOf(placed), order(placed), 1, 2, 3);
    }

    private static Event done(Answer placed) {
        return new Done(sagaOf(placed), order(placed));
    }
}
