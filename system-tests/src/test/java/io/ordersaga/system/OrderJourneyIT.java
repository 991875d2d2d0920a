package io.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.local.demo.Rest;
import io.ordersaga.local.service.ServiceName;
import io.ordersaga.testing.SagaExchange;
import io.ordersaga.testing.SagaExchange.Heard;
import io.ordersaga.testing.TestInfrastructure;
import java.io.IOException;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** An order's way through the house, by every outcome, as the exchange hears it. */
class OrderJourneyIT {

    private static final long NOBODY = 987_654_321;

    private static final List<String> SUCCESS = List.of(
            "command.order.create_order",
            "event.order.create_order.success",
            "command.product.check_stock",
            "event.product.check_stock.success",
            "command.user.check_balance",
            "event.user.check_balance.success",
            "command.user.update_balance",
            "event.user.update_balance.success",
            "command.product.update_stock",
            "event.product.update_stock.success",
            "command.order.update_status",
            "event.order.update_status.success");

    private final RunningSystem system = RunningSystem.shared();
    private final SagaExchange exchange = RunningSystem.listen();

    @AfterEach
    void close() throws IOException {
        exchange.close();
    }

    @Test
    void an_order_goes_through_all_six_steps() {
        long user = system.user("100.00");
        long product = system.product("19.99", 10);

        JsonNode saga = system.order(user, product, 2);

        assertThat(saga.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(saga.path("total_price").decimalValue()).isEqualByComparingTo("39.98");
        assertThat(keysOf(saga, 12)).isEqualTo(SUCCESS);
        Audit.check(system, List.of(saga), List.of(user), List.of(product));
    }

    @Test
    void every_message_has_the_properties_and_bodies_of_the_contract() {
        JsonNode saga = system.order(system.user("100.00"), system.product("10.00", 10), 3);
        keysOf(saga, 12);
        List<Heard> messages = exchange.messagesOf(idOf(saga));

        assertThat(messages).allSatisfy(message -> {
            assertThat(message.properties().getCorrelationId())
                    .isEqualTo(saga.path("saga_id").asString());
            assertThat(message.properties().getContentType()).isEqualTo("application/json");
            assertThat(message.properties().getDeliveryMode()).isEqualTo(2);
            assertThat(message.properties().getTimestamp()).isNotNull();
            assertThat(UUID.fromString(message.properties().getMessageId())).isNotNull();
            assertThat(message.properties().getHeaders().get("traceparent").toString())
                    .contains(saga.path("trace_id").asString());
            assertThat(message.body())
                    .contains("\"saga_id\":\"" + saga.path("saga_id").asString() + "\"")
                    .contains("\"order_id\":\"" + saga.path("order_id").asString() + "\"");
        });
        assertThat(messages.get(2).properties().getType()).isEqualTo("check_stock");
        assertThat(messages.get(2).properties().getAppId()).isEqualTo("orchestrator-service");
        assertThat(messages.get(3).properties().getType()).isEqualTo("check_stock.success");
        assertThat(messages.get(3).properties().getAppId()).isEqualTo("product-service");
        assertThat(messages.get(3).body()).contains("\"unit_price\":10.00");
        assertThat(messages.get(6).body()).contains("\"amount\":30.00");
        assertThat(messages.get(10).body()).contains("\"status\":\"SUCCESS\"").contains("\"total_price\":30.00");
    }

    @Test
    void an_unknown_product_ends_it_at_the_stock_check() {
        JsonNode saga = system.order(system.user("100.00"), NOBODY, 1);

        assertFailed(saga, "PRODUCT_NOT_FOUND");
        assertThat(keysOf(saga, 6)).isEqualTo(undone(SUCCESS.subList(0, 3), "event.product.check_stock.failure"));
    }

    @Test
    void too_little_stock_ends_it_at_the_stock_check() {
        JsonNode saga = system.order(system.user("100.00"), system.product("1.00", 2), 3);

        assertFailed(saga, "INSUFFICIENT_STOCK");
        assertThat(keysOf(saga, 6)).isEqualTo(undone(SUCCESS.subList(0, 3), "event.product.check_stock.failure"));
    }

    @Test
    void an_unknown_user_ends_it_at_the_balance_check() {
        JsonNode saga = system.order(NOBODY, system.product("1.00", 2), 1);

        assertFailed(saga, "USER_NOT_FOUND");
        assertThat(keysOf(saga, 8)).isEqualTo(undone(SUCCESS.subList(0, 5), "event.user.check_balance.failure"));
    }

    @Test
    void too_little_money_ends_it_at_the_balance_check() {
        JsonNode saga = system.order(system.user("9.99"), system.product("10.00", 2), 1);

        assertFailed(saga, "INSUFFICIENT_BALANCE");
        assertThat(keysOf(saga, 8)).isEqualTo(undone(SUCCESS.subList(0, 5), "event.user.check_balance.failure"));
    }

    @Test
    void money_spent_in_between_ends_it_at_the_debit() throws Exception {
        long user = system.user("10.00");
        long product = system.product("10.00", 2);

        List<JsonNode> sagas = twoAtOnce(user, product, "user_service.app_user", user, "user.check_balance");

        JsonNode refused = loserOf(sagas);
        assertFailed(refused, "INSUFFICIENT_BALANCE");
        assertThat(keysOf(refused, 10)).isEqualTo(undone(SUCCESS.subList(0, 7), "event.user.update_balance.failure"));
        Audit.check(system, sagas, List.of(user), List.of(product));
    }

    @Test
    void stock_sold_in_between_has_the_money_refunded() throws Exception {
        long user = system.user("100.00");
        long product = system.product("10.00", 1);

        List<JsonNode> sagas = twoAtOnce(user, product, "product_service.product", product, "product.check_stock");

        JsonNode refused = loserOf(sagas);
        assertFailed(refused, "INSUFFICIENT_STOCK");
        List<String> expected = new ArrayList<>(SUCCESS.subList(0, 9));
        expected.addAll(List.of(
                "event.product.update_stock.failure",
                "command.user.refund_balance",
                "event.user.refund_balance.success",
                "command.order.update_status",
                "event.order.update_status.success"));
        assertThat(keysOf(refused, 14)).isEqualTo(expected);
        Audit.check(system, sagas, List.of(user), List.of(product));
    }

    @Test
    void a_cancelled_order_is_undone_and_a_completed_one_cannot_be_cancelled() {
        long user = system.user("100.00");
        long product = system.product("10.00", 10);
        JsonNode completed = system.order(user, product, 1);
        assertThat(cancel(completed).status()).isEqualTo(409);

        JsonNode placed = placeWithoutWaiting(user, product);
        Rest.Answer cancelled = cancel(placed);

        JsonNode ended = ended(placed);
        assertThat(ended.path("status").asString()).isEqualTo(cancelled.status() == 202 ? "FAILED" : "COMPLETED");
        Audit.check(system, List.of(completed, ended), List.of(user), List.of(product));
    }

    @Test
    void an_order_that_comes_in_at_the_order_service_is_processed_too() {
        long user = system.user("100.00");
        long product = system.product("10.00", 10);
        JsonNode order = system.post(
                        ServiceName.ORDER, "/orders", Map.of("product_id", product, "owner_id", user, "quantity", 2))
                .body();
        String path = "/sagas/order/" + order.path("order_id").asString();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> RunningSystem.isFinished(
                        system.get(ServiceName.ORCHESTRATOR, path).body()));

        JsonNode saga = system.get(ServiceName.ORCHESTRATOR, path).body();
        assertThat(saga.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(keysOf(saga, 11)).isEqualTo(SUCCESS.subList(1, 12));
        Audit.check(system, List.of(saga), List.of(user), List.of(product));
    }

    /**
     * Two orders for what is enough for one. Both pass the check before either is served: the check waits for the row,
     * which is held until both have been asked for, and the queue keeps their order.
     */
    private List<JsonNode> twoAtOnce(long user, long product, String table, long row, String check) throws Exception {
        List<JsonNode> placed;
        try (Connection holder = TestInfrastructure.get().database().connect();
                Statement hold = holder.createStatement()) {
            holder.setAutoCommit(false);
            hold.execute("select from " + table + " where id = " + row + " for update");
            placed = List.of(placeWithoutWaiting(user, product), placeWithoutWaiting(user, product));
            placed.forEach(saga -> exchange.hears("saga." + idOf(saga) + ".command." + check));
            holder.rollback();
        }
        return placed.stream().map(this::ended).toList();
    }

    private static JsonNode loserOf(List<JsonNode> sagas) {
        List<JsonNode> failed = sagas.stream()
                .filter(saga -> saga.path("status").asString().equals("FAILED"))
                .toList();
        assertThat(failed).hasSize(1);
        return failed.getFirst();
    }

    private JsonNode placeWithoutWaiting(long user, long product) {
        return system.place(user, product, 1, "respond-async").body();
    }

    private JsonNode ended(JsonNode placed) {
        return Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> reread(placed), RunningSystem::isFinished);
    }

    private Rest.Answer cancel(JsonNode saga) {
        return system.post(
                ServiceName.ORCHESTRATOR, "/sagas/" + saga.path("saga_id").asString() + "/cancel", Map.of());
    }

    private JsonNode reread(JsonNode saga) {
        return system.saga(saga.path("saga_id").asString());
    }

    private void assertFailed(JsonNode saga, String code) {
        assertThat(saga.path("status").asString()).isEqualTo("FAILED");
        assertThat(saga.path("failure_code").asString()).isEqualTo(code);
        JsonNode order = system.get(
                        ServiceName.ORDER, "/orders/" + saga.path("order_id").asString())
                .body();
        assertThat(order.path("status").asString()).isEqualTo("FAILED");
        assertThat(order.path("failure_code").asString()).isEqualTo(code);
    }

    private static List<String> undone(List<String> before, String refusal) {
        List<String> expected = new ArrayList<>(before);
        expected.addAll(List.of(refusal, "command.order.update_status", "event.order.update_status.success"));
        return expected;
    }

    /** The routing keys of the saga without their common beginning, once so many have passed. */
    private List<String> keysOf(JsonNode saga, int count) {
        UUID id = idOf(saga);
        return Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> exchange.messagesOf(id), messages -> messages.size() >= count)
                .stream()
                .map(message -> message.routingKey().substring(("saga." + id + ".").length()))
                .toList();
    }

    private static UUID idOf(JsonNode saga) {
        return UUID.fromString(saga.path("saga_id").asString());
    }
}
