package io.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordersaga.local.service.ServiceName;
import io.ordersaga.messages.product.ProductCommand.UpdateStock;
import io.ordersaga.testing.SagaExchange;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * What happens to an order between its debit and its end: there a message of it is lost, and long is nothing sent again.
 */
class UndoneInTheMiddleIT {

    private static SeparateSystem separate;

    private final RunningSystem system = separate.services();
    private long user;
    private long product;

    @BeforeAll
    static void startSystem() throws IOException {
        separate = SeparateSystem.start(
                "undone-in-the-middle",
                Map.of(
                        "SPRING_PROFILES_ACTIVE",
                        "development",
                        "ORDERSAGA_SAGA_STEPTIMEOUT",
                        "10m",
                        "ORDERSAGA_SAGA_LONGESTRETRY",
                        "10m"));
    }

    @AfterAll
    static void stopSystem() {
        if (separate != null) {
            separate.close();
        }
    }

    @BeforeEach
    void somethingToBuy() {
        user = system.user("100.00");
        product = system.product("30.00", 5);
    }

    @Test
    void a35_a36_an_order_whose_user_and_product_are_deleted_after_the_debit_fails_and_is_refunded() throws Exception {
        JsonNode saga = paidFor(ServiceName.ORCHESTRATOR);
        delete(ServiceName.USER, "/users/" + user);
        delete(ServiceName.PRODUCT, "/products/" + product);

        byHand(saga, "retry");

        isUndone(saga, "PRODUCT_NOT_FOUND");
        assertThat(kinds(moneyChanges())).containsExactly("OPENING", "DEBIT", "REFUND");
        assertThat(kinds(stockChanges())).containsExactly("OPENING");
    }

    @Test
    void a35_a36_a37_a_cancelled_order_puts_back_money_and_stock_of_who_is_deleted_meanwhile() throws Exception {
        JsonNode saga = paidFor(ServiceName.PRODUCT);
        await().until(() -> kinds(stockChanges()).contains("DECREMENT"));
        delete(ServiceName.USER, "/users/" + user);
        delete(ServiceName.PRODUCT, "/products/" + product);

        byHand(saga, "cancel");

        isUndone(saga, "CANCELLED");
        assertThat(kinds(moneyChanges())).containsExactly("OPENING", "DEBIT", "REFUND");
        assertThat(kinds(stockChanges())).containsExactly("OPENING", "DECREMENT", "RESTORE");
    }

    @Test
    void a06_a37_an_order_cancelled_after_its_debit_is_refunded_and_takes_no_stock_any_more() throws Exception {
        JsonNode saga = paidFor(ServiceName.ORCHESTRATOR);

        byHand(saga, "cancel");

        isUndone(saga, "CANCELLED");
        UUID id = UUID.fromString(idOf(saga));
        UUID order = UUID.fromString(saga.path("order_id").asString());
        try (SagaExchange exchange = SagaExchange.listening(separate.broker())) {
            exchange.send(new UpdateStock(id, order, product, 2));
            assertThat(exchange.hears("saga." + id + ".event.product.update_stock.failure")
                            .body())
                    .contains("\"code\":\"CANCELLED\"");
        }
        assertThat(kinds(moneyChanges())).containsExactly("OPENING", "DEBIT", "REFUND");
        assertThat(kinds(stockChanges())).containsExactly("OPENING");
        isUndone(saga, "CANCELLED");
    }

    /**
     * An order of two pieces whose debit is done, and whose orchestrator waits for the stock.
     *
     * @param loser who loses its message about the stock: the orchestrator the command, the product service its answer
     */
    private JsonNode paidFor(ServiceName loser) throws Exception {
        JsonNode placed;
        try (Connection holder = separate.database().connect();
                Statement hold = holder.createStatement()) {
            holder.setAutoCommit(false);
            hold.execute("select from user_service.app_user where id = " + user + " for update");
            placed = system.place(user, product, 2, "respond-async").body();
            assertThat(system.post(
                                    loser,
                                    "/injected-faults",
                                    Map.of("saga_id", idOf(placed), "action", "update_stock", "fault", "DROP"))
                            .status())
                    .isEqualTo(204);
            holder.rollback();
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> waitsForItsStock(system.saga(idOf(placed))));
        assertThat(kinds(moneyChanges())).containsExactly("OPENING", "DEBIT");
        return placed;
    }

    private static boolean waitsForItsStock(JsonNode saga) {
        return saga.path("steps").values().stream()
                .anyMatch(step -> step.path("name").asString().equals("update_stock")
                        && step.path("status").asString().equals("SENT"));
    }

    private void byHand(JsonNode saga, String deed) {
        assertThat(system.post(ServiceName.ORCHESTRATOR, "/sagas/" + idOf(saga) + "/" + deed, Map.of())
                        .status())
                .isEqualTo(202);
    }

    private void delete(ServiceName service, String path) throws Exception {
        assertThat(system.delete(service, path)).isEqualTo(204);
        assertThat(system.get(service, path).status()).isEqualTo(404);
    }

    /** Saga and order say so, each ledger adds up to what there was before, and the audit of the orchestrator agrees. */
    private void isUndone(JsonNode placed, String code) {
        JsonNode saga = await().atMost(Duration.ofSeconds(30))
                .until(() -> system.saga(idOf(placed)), RunningSystem::isFinished);
        assertThat(saga.path("status").asString()).isEqualTo("FAILED");
        assertThat(saga.path("failure_code").asString()).isEqualTo(code);
        assertThat(sum(moneyChanges(), "amount")).isEqualByComparingTo("100.00");
        assertThat(sum(stockChanges(), "pieces")).isEqualByComparingTo("5");
        Audit.check(system, List.of(saga), List.of(user), List.of(product));
        JsonNode report = system.get(ServiceName.ORCHESTRATOR, "/audit").body();
        assertThat(report.path("consistent").asBoolean()).as("%s", report).isTrue();
    }

    private List<JsonNode> moneyChanges() {
        return ledger(ServiceName.USER, "/users/" + user);
    }

    private List<JsonNode> stockChanges() {
        return ledger(ServiceName.PRODUCT, "/products/" + product);
    }

    /** Also of who is deleted. */
    private List<JsonNode> ledger(ServiceName service, String path) {
        return system.get(service, path + "/ledger").body().values().stream().toList();
    }

    private static List<String> kinds(List<JsonNode> entries) {
        return entries.stream().map(entry -> entry.path("kind").asString()).toList();
    }

    private static BigDecimal sum(List<JsonNode> entries, String changed) {
        return entries.stream()
                .map(entry -> entry.path(changed).decimalValue())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static String idOf(JsonNode saga) {
        return saga.path("saga_id").asString();
    }
}
