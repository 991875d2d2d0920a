package io.ordersaga.local.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ordersaga.local.LocalStackException;
import io.ordersaga.local.Ports;
import io.ordersaga.local.service.ServiceName;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LocalPostgresIT {

    private static final String FORBIDDEN = "42501";

    @TempDir
    static Path folder;

    private static LocalPostgres postgres;

    @BeforeAll
    static void start() {
        postgres = LocalPostgres.start(folder.resolve("data"), Ports.free());
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @ParameterizedTest
    @EnumSource
    void eachServiceFindsItsOwnSchemaByItself(ServiceName service) throws SQLException {
        assertThat(answer(as(service), "select current_schema()")).isEqualTo(service.role());
    }

    @ParameterizedTest
    @EnumSource
    void noServiceReachesWhatBelongsToAnother(ServiceName owner) throws SQLException {
        String table = owner.role() + ".private_things";
        execute(as(owner), "create table if not exists " + table + " (id int)");

        for (ServiceName other : ServiceName.values()) {
            if (other != owner) {
                assertForbidden(as(other), "select * from " + table);
                assertForbidden(as(other), "create table " + owner.role() + ".mine (id int)");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void noServiceUsesThePublicSchema(ServiceName service) {
        assertForbidden(as(service), "create table public.common (id int)");
    }

    @Test
    void dataOutliveTheServerAndSettingUpAgainChangesNothing() throws SQLException {
        Path data = folder.resolve("kept");
        int port = Ports.free();
        try (LocalPostgres first = LocalPostgres.start(data, port)) {
            execute(first.access().as("user_service"), "create table kept as select 42 as answer");
        }
        assertThat(Ports.isTaken(port)).isFalse();

        try (LocalPostgres again = LocalPostgres.start(data, port)) {
            assertThat(answer(again.access().as("user_service"), "select answer from kept"))
                    .isEqualTo("42");
        }
    }

    @Test
    void whatIsCommittedOutlivesAStopAndACrash() throws SQLException {
        try (LocalPostgres server = LocalPostgres.start(folder.resolve("crashing"), Ports.free())) {
            DatabaseAccess access = server.access().as("user_service");
            execute(access, "create table kept as select 42 as answer");

            server.stop();
            assertThatExceptionOfType(SQLException.class).isThrownBy(access::connect);
            server.restart();
            assertThat(answer(access, "select answer from kept")).isEqualTo("42");

            execute(access, "update kept set answer = 43");
            server.crash();
            assertThatExceptionOfType(SQLException.class).isThrownBy(access::connect);
            server.restart();
            assertThat(answer(access, "select answer from kept")).isEqualTo("43");
        }
    }

    @Test
    void takenPortIsSaidInOneLine() {
        int taken = Integer.parseInt(postgres.access().url().replaceAll(".*:(\\d+)/.*", "$1"));

        assertThatExceptionOfType(LocalStackException.class)
                .isThrownBy(() -> LocalPostgres.start(folder.resolve("other"), taken))
                .withMessageContaining("Port " + taken)
                .withMessageNotContaining("\n");
    }

    @Test
    void databaseThatCannotBeReachedIsSaidInOneLine() {
        DatabaseAccess nowhere = new DatabaseAccess("jdbc:postgresql://localhost:" + Ports.free() + "/x", "a", "b");

        assertThatExceptionOfType(LocalStackException.class)
                .isThrownBy(() -> ServiceSchemas.create(nowhere))
                .withMessageContaining(nowhere.url())
                .withMessageNotContaining("\n");
    }

    private static DatabaseAccess as(ServiceName service) {
        return postgres.access().as(service.role());
    }

    private static void assertForbidden(DatabaseAccess database, String sql) {
        assertThatExceptionOfType(SQLException.class)
                .as("%s as %s", sql, database.user())
                .isThrownBy(() -> execute(database, sql))
                .extracting(SQLException::getSQLState)
                .isEqualTo(FORBIDDEN);
    }

    private static void execute(DatabaseAccess database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String answer(DatabaseAccess database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
