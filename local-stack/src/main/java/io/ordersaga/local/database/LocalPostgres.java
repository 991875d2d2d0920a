package io.ordersaga.local.database;

import io.ordersaga.local.LocalStackException;
import io.ordersaga.local.Ports;
import io.ordersaga.local.Signals;
import io.ordersaga.local.Waiting;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A PostgreSQL server of our own: real binaries from a library, data in a folder that outlives it. It can be stopped,
 * made to crash, and started again on the same port with the same data.
 */
public final class LocalPostgres implements AutoCloseable {

    /** What is committed outlives a crash, and there is room for all services. */
    static final Map<String, String> DURABLE = Map.of(
            "fsync", "on",
            "synchronous_commit", "on",
            "full_page_writes", "on",
            "max_connections", "200",
            "shared_buffers", "256MB",
            "max_wal_size", "2GB");

    private static final String SUPERUSER = "postgres";
    private static final String DATABASE = "order_saga";
    private static final Duration START_WITHIN = Duration.ofSeconds(60);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(30);

    private final Path data;
    private final int port;
    private final Map<String, String> settings;
    private EmbeddedPostgres server;

    private LocalPostgres(Path data, int port, Map<String, String> settings) throws IOException {
        this.data = data;
        this.port = port;
        this.settings = settings;
        this.server = launch();
    }

    /** Starts on that port, with what the folder holds, and makes sure that the services' schemas are there. */
    public static LocalPostgres start(Path data, int port) {
        return start(data, port, Map.of());
    }

    /** @param settings of the server, beside our own; for what can be set at its start alone */
    public static LocalPostgres start(Path data, int port, Map<String, String> settings) {
        Ports.requireFree(port, "PostgreSQL");
        try {
            LocalPostgres postgres = new LocalPostgres(data, port, settings);
            postgres.createDatabase();
            ServiceSchemas.create(postgres.access());
            return postgres;
        } catch (IOException | SQLException e) {
            throw new LocalStackException("PostgreSQL did not start from " + data + ": " + e.getMessage(), e);
        }
    }

    /** The library trades durability for speed, as befits tests; here what is committed must outlive a crash. */
    private EmbeddedPostgres launch() throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setPGStartupWait(START_WITHIN)
                .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                .setOutputRedirector(ProcessBuilder.Redirect.DISCARD);
        DURABLE.forEach(builder::setServerConfig);
        settings.forEach(builder::setServerConfig);
        return builder.start();
    }

    /** As the superuser, in the database of the services. */
    public DatabaseAccess access() {
        return new DatabaseAccess("jdbc:postgresql://localhost:" + port + "/" + DATABASE, SUPERUSER, SUPERUSER);
    }

    /** Ends it as {@code pg_ctl stop -m fast} does: transactions are rolled back, what was committed is written. */
    public void stop() {
        close();
    }

    /** Ends it as {@code pg_ctl stop -m immediate} does: it recovers from its log at the next start, as after a crash. */
    public void crash() {
        postmaster().ifPresent(process -> {
            Signals.send("QUIT", process.pid());
            Waiting.until(STOP_WITHIN, () -> !process.isAlive());
        });
        close();
    }

    /** Starts it again; it must have ended. */
    public void restart() {
        try {
            server = launch();
        } catch (IOException e) {
            throw new LocalStackException("PostgreSQL did not start again from " + data + ": " + e.getMessage(), e);
        }
    }

    /** Its first process, from which all others come; the first line of its file is the id (PostgreSQL: database file layout). */
    public Optional<ProcessHandle> postmaster() {
        try {
            String pid = Files.readAllLines(data.resolve("postmaster.pid")).getFirst();
            return ProcessHandle.of(Long.parseLong(pid.strip()));
        } catch (IOException e) {
            throw new LocalStackException("PostgreSQL in " + data + " does not run: " + e.getMessage(), e);
        }
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
