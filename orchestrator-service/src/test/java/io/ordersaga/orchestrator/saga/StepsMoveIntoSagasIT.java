package io.ordersaga.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.local.database.DatabaseAccess;
import io.ordersaga.messages.Step;
import io.ordersaga.orchestrator.engine.SagaFailure;
import io.ordersaga.orchestrator.engine.StepRole;
import io.ordersaga.orchestrator.engine.StepState;
import io.ordersaga.orchestrator.engine.StepStatus;
import io.ordersaga.testing.TestInfrastructure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A database from before the commands of a saga were kept in its row. */
class StepsMoveIntoSagasIT {

    private static final DatabaseAccess DATABASE = TestInfrastructure.get().database();
    private static final String SCHEMA = "orchestrator_of_old";

    @AfterEach
    void forget() throws SQLException {
        execute("drop schema " + SCHEMA + " cascade");
    }

    @Test
    void the_commands_of_a_running_saga_are_found_in_its_row_as_they_were() throws SQLException {
        flyway().target("103").load().migrate();
        execute("""
            insert into %1$s.saga (saga_id, definition, definition_version, status, data, trace_parent, created_at,
                                   deadline_at, version)
            values ('01959755-56f4-7000-8000-000000000001', 'order', 1, 'COMPENSATING', '{}', '', now(), now(), 3);
            insert into %1$s.saga_step (saga_id, position, service, action, role, status, attempts, sent_at,
                                        answered_at, due_at, failure_code, failure_reason)
            values ('01959755-56f4-7000-8000-000000000001', 1, 'order', 'update_status', 'COMPENSATION', 'IN_DOUBT', 2,
                    '2026-03-01T10:00:02.000001Z', null, '2026-03-01T10:00:09Z', null, null),
                   ('01959755-56f4-7000-8000-000000000001', 0, 'product', 'check_stock', 'ACTION', 'FAILED', 1,
                    '2026-03-01T10:00:00Z', '2026-03-01T10:00:01.5Z', null, 'OUT_OF_STOCK', 'Only "1" is left.');
            """.formatted(SCHEMA));

        flyway().load().migrate();

        assertThat(StoredSteps.read(steps()))
                .containsExactly(
                        new StepState(
                                new Step("product", "check_stock"),
                                StepRole.ACTION,
                                StepStatus.FAILED,
                                1,
                                Instant.parse("2026-03-01T10:00:00Z"),
                                Instant.parse("2026-03-01T10:00:01.5Z"),
                                null,
                                new SagaFailure("OUT_OF_STOCK", "Only \"1\" is left."),
                                List.of()),
                        new StepState(
                                new Step("order", "update_status"),
                                StepRole.COMPENSATION,
                                StepStatus.IN_DOUBT,
                                2,
                                Instant.parse("2026-03-01T10:00:02.000001Z"),
                                null,
                                Instant.parse("2026-03-01T10:00:09Z"),
                                null,
                                List.of()));
    }

    private static FluentConfiguration flyway() {
        return Flyway.configure()
                .dataSource(DATABASE.url(), DATABASE.user(), DATABASE.password())
                .schemas(SCHEMA)
                .locations("classpath:db/migration", "classpath:db/messaging")
                .outOfOrder(true);
    }

    private static String steps() throws SQLException {
        try (Connection connection = DATABASE.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select steps from " + SCHEMA + ".saga")) {
            row.next();
            return row.getString(1);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = DATABASE.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
