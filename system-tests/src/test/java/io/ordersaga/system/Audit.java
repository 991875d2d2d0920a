package io.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.local.demo.Rest;
import io.ordersaga.local.service.ServiceName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Promise P2, checked from outside to the cent: what the ledgers of users and products say is what the sagas and the
 * orders say.
 */
public final class Audit {

    private static final int PAGE = 1000;
    private static final int DELETED = 404;

    private final RunningSystem system;
    private final Map<String, List<JsonNode>> entriesOfSaga = new HashMap<>();
    private final Map<String, JsonNode> orders = new HashMap<>();
    private final Map<String, String> endings = new HashMap<>();
    private final List<Discrepancy> discrepancies = new ArrayList<>();

    /**
     * Something that does not add up.
     *
     * @param sagaId the saga at fault, when one can be named
     */
    public record Discrepancy(Optional<String> sagaId, String what) {}

    private Audit(RunningSystem system) {
        this.system = system;
    }

    /** @param sagas the finished sagas, all of them about these users and products */
    static void check(
            RunningSystem system, Collection<JsonNode> sagas, Collection<Long> users, Collection<Long> products) {
        Audit audit = new Audit(system);
        users.forEach(id -> audit.account(ServiceName.USER, "/users/" + id, "balance", "amount"));
        products.forEach(id -> audit.account(ServiceName.PRODUCT, "/products/" + id, "quantity", "pieces"));
        sagas.forEach(saga -> audit.orders.put(saga.path("order_id").asString(), audit.orderOf(saga)));
        sagas.forEach(audit::effects);
        assertThat(audit.discrepancies).isEmpty();
    }

    /** Everything that the system holds: every account, every order, every saga, and that none is without the other. */
    public static Audit ofEverything(RunningSystem system) {
        Audit audit = new Audit(system);
        audit.pages(
                ServiceName.USER,
                "/users",
                "id",
                user -> audit.account(ServiceName.USER, "/users/" + user.path("id"), "balance", "amount"));
        audit.pages(
                ServiceName.PRODUCT,
                "/products",
                "id",
                product -> audit.account(ServiceName.PRODUCT, "/products/" + product.path("id"), "quantity", "pieces"));
        audit.pages(
                ServiceName.ORDER,
                "/orders",
                "order_id",
                order -> audit.orders.put(order.path("order_id").asString(), order));
        audit.pages(ServiceName.ORCHESTRATOR, "/sagas", "saga_id", audit::effects);
        audit.orphans();
        return audit;
    }

    public List<Discrepancy> discrepancies() {
        return discrepancies;
    }

    /** How each saga ended: COMPLETED, or its failure code. */
    public Map<String, String> endings() {
        return endings;
    }

    private JsonNode orderOf(JsonNode saga) {
        return system.get(ServiceName.ORDER, "/orders/" + saga.path("order_id").asString())
                .body();
    }

    /** The entries of a ledger add up to what is there, unless it is deleted, and it was never below zero. */
    private void account(ServiceName service, String path, String held, String changed) {
        BigDecimal[] sum = {BigDecimal.ZERO};
        AtomicBoolean known = new AtomicBoolean();
        pages(service, path + "/ledger", "id", entry -> {
            known.set(true);
            sum[0] = sum[0].add(entry.path(changed).decimalValue());
            require(sum[0].signum() >= 0, Optional.empty(), "the ledger of " + path + " falls below zero at " + entry);
            if (!entry.path("saga_id").isNull()) {
                entriesOfSaga
                        .computeIfAbsent(entry.path("saga_id").asString(), _ -> new ArrayList<>())
                        .add(entry);
            }
        });
        Rest.Answer account = system.get(service, path);
        if (account.status() == DELETED) {
            require(known.get(), Optional.empty(), path + " never was");
            return;
        }
        BigDecimal now = account.body().path(held).decimalValue();
        require(
                sum[0].compareTo(now) == 0,
                Optional.empty(),
                "the ledger of " + path + " adds up to " + sum[0] + ", but it holds " + now);
    }

    private void effects(JsonNode saga) {
        String id = saga.path("saga_id").asString();
        String status = saga.path("status").asString();
        boolean completed = status.equals("COMPLETED");
        endings.put(id, completed ? status : saga.path("failure_code").asString());
        requireOf(id, RunningSystem.isFinished(saga), "it is " + status);
        requireOf(id, !saga.path("needs_attention").asBoolean(), "it needs attention");
        String order = Optional.ofNullable(orders.get(saga.path("order_id").asString()))
                .map(found -> found.path("status").asString())
                .orElse("missing");
        requireOf(id, order.equals(completed ? "SUCCESS" : "FAILED"), "it is " + status + ", its order is " + order);
        List<JsonNode> entries = entriesOfSaga.getOrDefault(id, List.of());
        requireEqual(
                id, "money", sum(entries, "amount"), completed ? total(saga).negate() : BigDecimal.ZERO);
        BigDecimal pieces = saga.path("quantity").decimalValue();
        requireEqual(id, "pieces", sum(entries, "pieces"), completed ? pieces.negate() : BigDecimal.ZERO);
        requireOf(id, !completed || entries.size() == 2, "it has not one debit and one decrement, but " + entries);
    }

    /** Nothing in one service that the others know nothing of. */
    private void orphans() {
        Set<String> strangers = new HashSet<>(entriesOfSaga.keySet());
        orders.values().forEach(order -> strangers.add(order.path("saga_id").asString()));
        strangers.removeAll(endings.keySet());
        strangers.forEach(id -> requireOf(id, false, "an order or a ledger tells of it, the orchestrator does not"));
    }

    private static BigDecimal total(JsonNode saga) {
        return saga.path("total_price").isNull()
                ? BigDecimal.ZERO
                : saga.path("total_price").decimalValue();
    }

    private static BigDecimal sum(List<JsonNode> entries, String field) {
        return entries.stream()
                .filter(entry -> entry.has(field))
                .map(entry -> entry.path(field).decimalValue())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private void requireEqual(String sagaId, String what, BigDecimal is, BigDecimal expected) {
        requireOf(sagaId, is.compareTo(expected) == 0, what + " changed by " + is + " instead of " + expected);
    }

    private void requireOf(String sagaId, boolean fact, String otherwise) {
        require(fact, Optional.of(sagaId), "saga " + sagaId + ": " + otherwise);
    }

    private void require(boolean fact, Optional<String> sagaId, String otherwise) {
        if (!fact) {
            discrepancies.add(new Discrepancy(sagaId, otherwise));
        }
    }

    /** All elements of a list, page by page. */
    private void pages(ServiceName service, String path, String cursor, Consumer<JsonNode> each) {
        String after = "";
        JsonNode page;
        do {
            page = system.get(service, path + "?limit=" + PAGE + after).body();
            page.forEach(each);
            if (!page.isEmpty()) {
                after = "&after=" + page.get(page.size() - 1).path(cursor).asString();
            }
        } while (page.size() == PAGE);
    }
}
