package io.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordersaga.local.service.ServiceName;
import io.ordersaga.testing.SagaExchange;
import io.ordersaga.testing.TestInfrastructure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The orchestrator's schema alone is restored, to a time at which an order was under way that has long ended. */
class OlderOrchestratorIT {

    private static final Path OPERATIONS = Path.of("../docs/operations.md");
    private static final String ROW = "from orchestrator_service.saga where saga_id = ";

    private final RunningSystem system = RunningSystem.shared();
    private final SagaExchange exchange = RunningSystem.listen();

    @AfterEach
    void close() throws IOException {
        exchange.close();
    }

    @Test
    void a45_its_orders_go_forward_again_and_no_money_moves_if_the_runbook_was_followed() throws Exception {
        long user = system.user("100.00");
        long product = system.product("19.99", 5);
        String saga;
        try (Connection backup = TestInfrastructure.get().database().connect();
                Statement statement = backup.createStatement()) {
            saga = backedUpWhileItWaits(user, product, backup, statement);
            ended(saga);
            restore(saga, statement);
            statement.execute(statementOfTheRunbook());
            backup.commit();
        }

        JsonNode again = ended(saga);

        assertThat(again.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(system.get(ServiceName.USER, "/users/" + user + "/ledger").body().values().stream()
                        .map(entry -> entry.path("kind").asString()))
                .containsExactly("OPENING", "DEBIT");
        Audit.check(system, List.of(again), List.of(user), List.of(product));
    }

    /** The product's row is held, so that the order waits for its stock check. */
    private String backedUpWhileItWaits(long user, long product, Connection backup, Statement statement)
            throws SQLException {
        backup.setAutoCommit(false);
        statement.execute("select from product_service.product where id = " + product + " for update");
        String saga = system.place(user, product, 1, "respond-async")
                .body()
                .path("saga_id")
                .asString();
        exchange.hears("saga." + saga + ".command.product.check_stock");
        statement.execute("create temporary table backup as select * " + ROW + "'" + saga + "'");
        backup.commit();
        return saga;
    }

    /** With its deadline, which has passed. */
    private static void restore(String saga, Statement statement) throws SQLException {
        statement.execute("update backup set deadline_at = now() - interval '1 hour', due_at = now()");
        statement.execute("delete " + ROW + "'" + saga + "'");
        statement.execute("insert into orchestrator_service.saga select * from backup");
    }

    private static String statementOfTheRunbook() throws IOException {
        String section = Files.readString(OPERATIONS).split("## To restore a backup", 2)[1];
        return section.split("```sql\n", 2)[1].split("```", 2)[0];
    }

    private JsonNode ended(String saga) {
        return await().atMost(Duration.ofSeconds(60)).until(() -> system.saga(saga), RunningSystem::isFinished);
    }
}
