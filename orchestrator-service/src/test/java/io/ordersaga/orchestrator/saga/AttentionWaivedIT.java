package io.ordersaga.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.local.database.DatabaseAccess;
import io.ordersaga.testing.TestInfrastructure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A database from before sagas knew that somebody had marked them as resolved by hand. */
class AttentionWaivedIT {

    private static final DatabaseAccess DATABASE = TestInfrastructure.get().database();
    private static final String SCHEMA = "orchestrator_before_waivers";

    @AfterEach
    void forget() throws SQLException {
        execute("drop schema " + SCHEMA + " cascade");
    }

    @Test
    void what_was_marked_as_resolved_needs_no_attention_for_the_command_that_it_waits_for() throws SQLException {
        flyway().target("110").load().migrate();
        execute("""
            insert into %1$s.saga (saga_id, definition, definition_version, status, data, trace_parent, created_at,
                                   deadline_at, version, needs_attention, steps)
            select id::uuid, 'order', 1, 'COMPENSATING', '{}', '', now(), now(), 3, flagged,
                   '[{"service":"product","action":"check_stock","role":"ACTION","status":"FAILED"},
                     {"service":"order","action":"update_status","role":"COMPENSATION","status":"IN_DOUBT"}]'
              from (values ('01959755-56f4-7000-8000-000000000001', true), ('01959755-56f4-7000-8000-000000000002', true),
                           ('01959755-56f4-7000-8000-000000000003', false)) as planted (id, flagged);
            insert into %1$s.operator_action (id, saga_id, action, who, reason, sent)
            values (gen_random_uuid(), '01959755-56f4-7000-8000-000000000001', 'RESOLVE', 'Ada', 'known', ''),
                   (gen_random_uuid(), '01959755-56f4-7000-8000-000000000002', 'RETRY', 'Ada', 'again', ''),
                   (gen_random_uuid(), '01959755-56f4-7000-8000-000000000003', 'RESOLVE', 'Ada', 'known', '');
            """.formatted(SCHEMA));

        flyway().load().migrate();

        assertThat(sagas())
                .containsExactly("...1 false COMPENSATION order.update_status", "...2 true null", "...3 false null");
    }

    private static FluentConfiguration flyway() {
        return Flyway.configure()
                .dataSource(DATABASE.url(), DATABASE.user(), DATABASE.password())
                .schemas(SCHEMA)
                .locations("classpath:db/migration", "classpath:db/messaging")
                .outOfOrder(true);
    }

    private static List<String> sagas() throws SQLException {
        List<String> sagas = new ArrayList<>();
        try (Connection connection = DATABASE.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select right(saga_id::text, 1), needs_attention::text,"
                        + " attention_waived from " + SCHEMA + ".saga order by saga_id")) {
            while (row.next()) {
                sagas.add("..." + row.getString(1) + " " + row.getString(2) + " " + row.getString(3));
            }
        }
        return sagas;
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = DATABASE.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
