package io.ordersaga.benchmarks;

import io.ordersaga.local.Folders;
import io.ordersaga.local.LocalStackException;
import io.ordersaga.local.Ports;
import io.ordersaga.local.broker.BrokerAccess;
import io.ordersaga.local.broker.RabbitNode;
import io.ordersaga.local.database.DatabaseAccess;
import io.ordersaga.local.database.InstalledPostgres;
import io.ordersaga.local.database.LocalPostgres;
import io.ordersaga.local.database.ServiceSchemas;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A RabbitMQ and a PostgreSQL of this run's own, as durable as in production; all contestants use them in turn. */
final class Servers {

    /** Statements are counted only when asked for, because counting costs. */
    private static final Map<String, String> COUNTING = Map.of(
            "shared_preload_libraries", "pg_stat_statements",
            "pg_stat_statements.track_utility", "off");

    /** What clients have published since the node started (rabbit_global_counters, RabbitMQ 3.9 and newer). */
    private static final String PUBLISHED = "maps:fold(fun(_, C, N) -> N + maps:get(messages_received_total, C, 0) end,"
            + " 0, rabbit_global_counters:overview()).";

    private final RabbitNode broker;
    private final DatabaseAccess postgres;
    private final ProcessHandle postmaster;

    private Servers(RabbitNode broker, DatabaseAccess postgres, ProcessHandle postmaster) {
        this.broker = broker;
        this.postgres = postgres;
        this.postmaster = postmaster;
    }

    static Servers start(Path folder) throws IOException {
        Folders.delete(folder);
        RabbitNode broker = RabbitNode.in(folder.resolve("rabbitmq"))
                .orElseThrow(() -> new LocalStackException("RabbitMQ is not installed; install rabbitmq-server."));
        AtExit.end(broker::close);
        broker.start();
        Servers servers = InstalledPostgres.start(folder.resolve("postgres"), COUNTING)
                .map(installed -> withInstalled(installed, broker))
                .orElseGet(() -> withEmbedded(folder.resolve("postgres"), broker));
        servers.execute(servers.postgres, "create extension if not exists pg_stat_statements");
        servers.trackStatements("none");
        return servers;
    }

    private static Servers withInstalled(InstalledPostgres postgres, RabbitNode broker) {
        AtExit.end(postgres::close);
        return new Servers(broker, postgres.access(), postgres.postmaster());
    }

    private static Servers withEmbedded(Path folder, RabbitNode broker) {
        LocalPostgres postgres = LocalPostgres.start(folder, Ports.free(), COUNTING);
        AtExit.end(postgres::close);
        return new Servers(broker, postgres.access(), postgres.postmaster().orElseThrow());
    }

    Home home(String name) {
        String database = databaseOf(name);
        execute(postgres, "create database " + database);
        DatabaseAccess access = beside(postgres, database);
        ServiceSchemas.create(access);
        BrokerAccess guest = broker.access();
        broker.control("add_vhost", name);
        broker.control("set_permissions", "-p", name, guest.user(), ".*", ".*", ".*");
        return new Home(
                name, access, new BrokerAccess(guest.host(), guest.port(), guest.user(), guest.password(), name));
    }

    /** Nobody may use it any more. */
    void abandon(Home home) {
        broker.control("delete_vhost", home.name());
        execute(postgres, "drop database " + databaseOf(home.name()) + " with (force)");
        settle();
    }

    /** What is written later for what was done before is written now. */
    void settle() {
        execute(postgres, "checkpoint");
    }

    /** What was used up so far by the servers, those services, and this program. */
    Usage usage(Map<String, List<Long>> services) {
        Map<String, Double> cpu = new LinkedHashMap<>();
        services.forEach((name, all) ->
                cpu.put(name, all.stream().mapToDouble(Processes::cpuSeconds).sum()));
        cpu.put("PostgreSQL", Processes.cpuSecondsOfTree(postmaster));
        cpu.put("RabbitMQ", broker.handle().map(Processes::cpuSecondsOfTree).orElse(0.0));
        cpu.put("client", Processes.cpuSeconds(ProcessHandle.current().pid()));
        return new Usage(
                cpu,
                number("select sum(xact_commit)::bigint from pg_stat_database"),
                number("select (pg_current_wal_lsn() - '0/0')::bigint"));
    }

    /** The statements and messages of that load; it is slower while they are counted. */
    Counts counts(Load load, int clients, int seconds) {
        trackStatements("top");
        long messages = published();
        long statements = statements();
        Load.Result result = load.run(clients, seconds);
        Counts counts = new Counts(result.latencies().count(), statements() - statements, published() - messages);
        trackStatements("none");
        return counts;
    }

    private static String databaseOf(String contestant) {
        return "benchmark_" + contestant.replace('-', '_');
    }

    Machine machine() {
        return Machine.of(text("show server_version"), broker.control("version").strip());
    }

    private void trackStatements(String which) {
        execute(postgres, "alter system set pg_stat_statements.track = '" + which + "'");
        execute(postgres, "select pg_reload_conf()");
    }

    private long statements() {
        return number("select coalesce(sum(calls), 0)::bigint from pg_stat_statements");
    }

    private long published() {
        return Long.parseLong(broker.control("eval", PUBLISHED).strip());
    }

    private void execute(DatabaseAccess database, String sql) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new LocalStackException("PostgreSQL refuses " + sql, e);
        }
    }

    private long number(String sql) {
        return Long.parseLong(text(sql));
    }

    private String text(String sql) {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new LocalStackException("PostgreSQL does not say " + sql, e);
        }
    }

    private static DatabaseAccess beside(DatabaseAccess other, String name) {
        String server = other.url().substring(0, other.url().lastIndexOf('/') + 1);
        return new DatabaseAccess(server + name, other.user(), other.password());
    }
}
