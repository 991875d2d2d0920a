package io.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.local.database.DatabaseAccess;
import io.ordersaga.local.demo.Rest;
import io.ordersaga.local.service.ServiceName;
import io.ordersaga.local.service.ServiceProcess;
import io.ordersaga.testing.TestInfrastructure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Production's own auditor: it says nothing of what adds up, and names what somebody changed behind the services. */
class AuditIT {

    private static final int PLANTED = Integer.getInteger("audit.sagas", 3000);
    private static final int WRONG = 510;
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final RunningSystem system = RunningSystem.shared();
    private final Instant begun = Instant.now().minusMillis(1);
    private final DatabaseAccess database = TestInfrastructure.get().database();

    @AfterEach
    void everythingIsAsItWas() {
        assertThat(findings()).isEmpty();
    }

    @Test
    void p2_orders_of_every_outcome_add_up_deleted_ones_too() throws Exception {
        long user = system.user("100.00");
        long product = system.product("10.00", 5);
        JsonNode completed = system.order(user, product, 2);
        system.order(user, product, 100);
        system.order(987_654_321, product, 1);
        String order = "/orders/" + completed.path("order_id").asString();
        assertThat(system.delete(ServiceName.ORDER, order)).isEqualTo(204);

        JsonNode report = audit();

        assertThat(report.path("consistent").asBoolean()).as("%s", report).isTrue();
        assertThat(report.path("checked").path("sagas").asLong()).isEqualTo(3);
        assertThat(report.path("checked").path("orders").asLong()).isEqualTo(3);
        assertThat(report.path("checked").path("running").asLong()).isZero();
        assertThat(report.path("checked").path("users").asLong()).isPositive();
        assertThat(report.path("findings_truncated").asBoolean()).isFalse();
    }

    @Test
    void p2_an_audit_under_load_raises_no_false_alarm() {
        List<Long> users =
                IntStream.range(0, 20).mapToObj(_ -> system.user("200.00")).toList();
        List<Long> products = List.of(system.product("10.00", 50), system.product("10.00", 1000));
        Load load = new Load(system, users, products);

        CompletableFuture<Void> orders = CompletableFuture.runAsync(() -> load.place(600, 16, 9));
        load.awaitAccepted(30);
        int audits = 0;
        long running = 0;
        while (!orders.isDone() || audits == 0) {
            JsonNode report = audit();
            assertThat(report.path("findings")).as("%s", report).isEmpty();
            running += report.path("checked").path("running").asLong();
            audits++;
        }
        load.ended(Duration.ofMinutes(2));

        assertThat(running).as("sagas that ran while they were audited").isPositive();
    }

    @Test
    void a45_money_taken_behind_the_ledger_is_named_with_its_user() throws SQLException {
        long user = system.user("100.00");

        planted(
                "update user_service.app_user set balance = balance - 10 where id = " + user,
                "update user_service.app_user set balance = balance + 10 where id = " + user,
                () -> assertNamed("SUM_DIFFERS", "User " + user + " has 90.00, and its ledger adds up to 100.00."));
    }

    @Test
    void a45_a_completed_order_whose_debit_an_older_backup_does_not_have_is_named() throws SQLException {
        JsonNode saga = system.order(system.user("100.00"), system.product("10.00", 5), 2);

        withoutRow(
                "user_service",
                "balance_ledger",
                "saga_id = '%s'".formatted(idOf(saga)),
                () -> assertThat(named(saga)).containsExactly("DEBIT_MISSING"));
        withoutRow(
                "product_service",
                "stock_ledger",
                "saga_id = '%s'".formatted(idOf(saga)),
                () -> assertThat(named(saga)).containsExactly("DECREMENT_MISSING"));
        withoutRow(
                "order_service",
                "orders",
                "saga_id = '%s'".formatted(idOf(saga)),
                () -> assertThat(named(saga)).containsExactly("ORDER_MISSING"));
    }

    @Test
    void a33_a45_what_a_saga_holds_that_nobody_knows_any_more_is_named() throws SQLException {
        JsonNode saga = system.order(system.user("100.00"), system.product("10.00", 5), 2);

        withoutRow(
                "orchestrator_service",
                "saga",
                "saga_id = '%s'".formatted(idOf(saga)),
                () -> assertThat(named(saga)).containsExactly("ENTRIES_WITHOUT_SAGA", "ORDER_WITHOUT_SAGA"));
    }

    @Test
    void a33_a_debit_that_a_failed_saga_did_not_give_back_is_named() throws SQLException {
        long user = system.user("100.00");
        JsonNode failed = system.order(user, system.product("10.00", 1), 2);
        String debit = """
            insert into user_service.balance_ledger
            select id, 2, 'DEBIT', -20, 80, '%s', now() from user_service.app_user where id = %d
            """.formatted(idOf(failed), user);
        String gone = "delete from user_service.balance_ledger where user_id = %d and number = 2".formatted(user);

        planted(debit, gone, () -> assertThat(named(failed)).containsExactly("DEBIT_UNEXPLAINED"));
    }

    @Test
    void a_service_that_does_not_answer_is_named() {
        ServiceProcess orders = system.service(ServiceName.ORDER);
        orders.kill();

        Rest.Answer answer = system.get(ServiceName.ORCHESTRATOR, "/audit");
        orders.restart();
        orders.awaitReady(Duration.ofMinutes(2));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body().path("type").asString()).isEqualTo("urn:order-saga:problem:service-unreachable");
        assertThat(answer.body().path("detail").asString())
                .contains("order-service", orders.url().toString());
    }

    /** Over many pages; {@code -Daudit.sagas=1000000} measures it. */
    @Test
    void a_long_history_is_read_page_by_page() throws SQLException {
        execute(History.planting(PLANTED));
        try {
            JsonNode report = new Rest(PATIENCE)
                    .get(system.url(ServiceName.ORCHESTRATOR, "/audit?created_after=2100-01-01T00:00:00Z"))
                    .body();
            System.out.printf(
                    "%d sagas audited in %d ms%n",
                    PLANTED, report.path("took_ms").asLong());

            assertThat(report.path("checked").path("sagas").asLong()).isEqualTo(PLANTED);
            assertThat(report.path("checked").path("orders").asLong()).isEqualTo(PLANTED);
            assertThat(report.path("found").asLong()).isEqualTo(2 * WRONG + 2);
            assertThat(report.path("findings").size()).isEqualTo(1000);
            assertThat(report.path("findings_truncated").asBoolean()).isTrue();
        } finally {
            execute(History.removing());
        }
    }

    /** Of the sagas of this test: others may have left what they are about. */
    private JsonNode audit() {
        String time = "created_after=%s&created_before=%s".formatted(begun, begun.plus(Duration.ofHours(1)));
        Rest.Answer answer = system.get(ServiceName.ORCHESTRATOR, "/audit?" + time);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.body();
    }

    private List<JsonNode> findings() {
        return audit().path("findings").values().stream().toList();
    }

    private void assertNamed(String kind, String sentence) {
        assertThat(findings())
                .anySatisfy(
                        finding -> assertThat(finding.path("kind").asString()).isEqualTo(kind))
                .anySatisfy(finding ->
                        assertThat(finding.path("finding").asString()).isEqualTo(sentence));
    }

    /** The kinds of what is found of this order. */
    private List<String> named(JsonNode saga) {
        return findings().stream()
                .filter(finding -> finding.path("order_id").equals(saga.path("order_id"))
                        && finding.path("saga_id").equals(saga.path("saga_id")))
                .map(finding -> finding.path("kind").asString())
                .sorted()
                .toList();
    }

    private static String idOf(JsonNode saga) {
        return saga.path("saga_id").asString();
    }

    private interface Look {
        void at() throws SQLException;
    }

    private void planted(String sql, String undo, Look look) throws SQLException {
        execute(sql);
        try {
            look.at();
        } finally {
            execute(undo);
        }
    }

    private void withoutRow(String schema, String table, String which, Look look) throws SQLException {
        String name = schema + "." + table;
        planted(
                "create table lost as select * from %s where %s; delete from %s where %s"
                        .formatted(name, which, name, which),
                "insert into %s select * from lost; drop table lost".formatted(name),
                look);
    }

    /** As the superuser, whom no trigger of ours stops. */
    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute(sql);
        }
    }

    /**
     * Sagas of the year 2100, as if they had gone through, the first of them without debit and decrement. User and product -1 are
     * not there, which is found too.
     */
    private static final class History {

        static String planting(int sagas) {
            return """
                create table history as
                select ('03bb2cc3-d800-7' || lpad(to_hex(i >> 12), 3, '0') || '-8000-' || lpad(to_hex(i), 12, '0'))::uuid as id, i
                  from generate_series(1, %1$d) as i;
                insert into orchestrator_service.saga
                select id, 'order', 1, 'COMPLETED',
                       format('{"saga_id":"%%s","order_id":"%%s","owner_id":-1,"product_id":-1,"quantity":1,"unit_price":1.00}',
                              id, id),
                       null, null, false, '00-1-1-00', now(), now(), null, now(), 1, '[]'
                  from history;
                insert into order_service.orders
                select id, id, 1, 1, 1, 'SUCCESS', 1, null, null, now(), now(), 1, null, 0, null from history;
                insert into user_service.balance_ledger
                select -1, i, 'DEBIT', -1, 0, id, now() from history where i > %2$d;
                insert into product_service.stock_ledger
                select -1, i, 'DECREMENT', -1, 0, id, now() from history where i > %2$d;
                analyze
                """.formatted(sagas, WRONG);
        }

        static String removing() {
            return """
                delete from orchestrator_service.saga where saga_id in (select id from history);
                delete from order_service.orders where saga_id in (select id from history);
                delete from user_service.balance_ledger where user_id = -1;
                delete from product_service.stock_ledger where product_id = -1;
                drop table history
                """;
        }
    }
}
