package io.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.local.service.ServiceName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Promise P2, checked from outside to the cent: what the ledgers of users and products say is what the sagas and the
 * orders say.
 */
final class Audit {

    private final RunningSystem system;
    private final Map<String, List<JsonNode>> entriesOfSaga = new HashMap<>();

    private Audit(RunningSystem system) {
        this.system = system;
    }

    /** @param sagas the finished sagas, all of them about these users and products */
    static void check(
            RunningSystem system, Collection<JsonNode> sagas, Collection<Long> users, Collection<Long> products) {
        Audit audit = new Audit(system);
        users.forEach(id -> audit.account(ServiceName.USER, "/users/" + id, "balance", "amount"));
        products.forEach(id -> audit.account(ServiceName.PRODUCT, "/products/" + id, "quantity", "pieces"));
        sagas.forEach(audit::effects);
    }

    /** The entries of a ledger add up to what is there, and it was never below zero. */
    private void account(ServiceName service, String path, String held, String changed) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode entry : all(service, path + "/ledger")) {
            sum = sum.add(entry.path(changed).decimalValue());
            assertThat(sum).as("the ledger of %s", path).isNotNegative();
            if (!entry.path("saga_id").isNull()) {
                entriesOfSaga
                        .computeIfAbsent(entry.path("saga_id").asString(), _ -> new ArrayList<>())
                        .add(entry);
            }
        }
        BigDecimal now = system.get(service, path).body().path(held).decimalValue();
        assertThat(sum).as("the ledger of %s adds up", path).isEqualByComparingTo(now);
    }

    private void effects(JsonNode saga) {
        String id = saga.path("saga_id").asString();
        assertThat(RunningSystem.isFinished(saga)).as("saga %s ends", saga).isTrue();
        boolean completed = saga.path("status").asString().equals("COMPLETED");
        JsonNode order = system.get(
                        ServiceName.ORDER, "/orders/" + saga.path("order_id").asString())
                .body();
        assertThat(order.path("status").asString())
                .as("the order of saga %s", id)
                .isEqualTo(completed ? "SUCCESS" : "FAILED");
        List<JsonNode> entries = entriesOfSaga.getOrDefault(id, List.of());
        BigDecimal money = sum(entries, "amount");
        BigDecimal pieces = sum(entries, "pieces");
        BigDecimal total = saga.path("total_price").isNull()
                ? BigDecimal.ZERO
                : saga.path("total_price").decimalValue();
        assertThat(money).as("money of saga %s", id).isEqualByComparingTo(completed ? total.negate() : BigDecimal.ZERO);
        assertThat(pieces)
                .as("pieces of saga %s", id)
                .isEqualByComparingTo(
                        completed ? saga.path("quantity").decimalValue().negate() : BigDecimal.ZERO);
        if (completed) {
            assertThat(entries).as("one debit and one decrement of saga %s", id).hasSize(2);
        }
    }

    private static BigDecimal sum(List<JsonNode> entries, String field) {
        return entries.stream()
                .filter(entry -> entry.has(field))
                .map(entry -> entry.path(field).decimalValue())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** All pages of a list whose cursor is the id. */
    private List<JsonNode> all(ServiceName service, String path) {
        List<JsonNode> all = new ArrayList<>();
        long after = 0;
        int limit = 1000;
        JsonNode page;
        do {
            page = system.get(service, path + "?limit=" + limit + "&after=" + after)
                    .body();
            page.forEach(all::add);
            after = page.isEmpty()
                    ? after
                    : page.get(page.size() - 1).path("id").asLong();
        } while (page.size() == limit);
        return all;
    }
}
