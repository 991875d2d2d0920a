package io.ordersaga.local.database;

import io.ordersaga.local.LocalStackException;
import io.ordersaga.local.Ports;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A PostgreSQL server of our own: real binaries from a library, data in a folder that outlives it. */
public final class LocalPostgres implements AutoCloseable {

    private static final String SUPERUSER = "postgres";
    private static final String DATABASE = "order_saga";
    private static final Duration START_WITHIN = Duration.ofSeconds(60);

    private final EmbeddedPostgres server;

    private LocalPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    /** Starts on that port, with what the folder holds, and makes sure that the services' schemas are there. */
    public static LocalPostgres start(Path data, int port) {
        Ports.requireFree(port, "PostgreSQL");
        try {
            LocalPostgres postgres = new LocalPostgres(EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .setPGStartupWait(START_WITHIN)
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("shared_buffers", "256MB")
                    .setServerConfig("max_wal_size", "2GB")
                    .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                    .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                    .start());
            postgres.createDatabase();
            ServiceSchemas.create(postgres.access());
            return postgres;
        } catch (IOException | SQLException e) {
            throw new LocalStackException("PostgreSQL did not start from " + data + ": " + e.getMessage(), e);
        }
    }

    /** As the superuser, in the database of the services. */
    public DatabaseAccess access() {
        return new DatabaseAccess(
                "jdbc:postgresql://localhost:" + server.getPort() + "/" + DATABASE, SUPERUSER, SUPERUSER);
    }

    private void createDatabase() throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            boolean exists = statement
                    .executeQuery("select from pg_database where datname = '" + DATABASE + "'")
                    .next();
            if (!exists) {
                statement.execute("create database " + DATABASE);
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new LocalStackException("PostgreSQL did not stop: " + e.getMessage(), e);
        }
    }
}
