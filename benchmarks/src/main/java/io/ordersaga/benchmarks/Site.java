package io.ordersaga.benchmarks;

import io.ordersaga.local.Folders;
import io.ordersaga.local.LocalStackException;
import io.ordersaga.local.Ports;
import io.ordersaga.local.broker.RabbitNode;
import io.ordersaga.local.database.DatabaseAccess;
import io.ordersaga.local.database.LocalPostgres;
import io.ordersaga.local.service.ServiceName;
import io.ordersaga.local.service.ServiceProcess;
import io.ordersaga.local.service.ServiceProgram;
import io.ordersaga.local.service.ServiceSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Collectors;

/** A RabbitMQ and a PostgreSQL of this run's own, as durable as in production, and the four services as processes. */
final class Site {

    private static final Duration READY_WITHIN = Duration.ofMinutes(3);
    private static final List<String> JVM = List.of("-XX:+UseSerialGC", "-Xmx256m", "-XX:+ExitOnOutOfMemoryError");

    /** What has been started; ended in reverse when this program ends, for whatever reason. */
    private final Deque<Runnable> started = new ConcurrentLinkedDeque<>();

    private final RabbitNode broker;
    private final LocalPostgres postgres;
    private final Map<ServiceName, List<ServiceProcess>> services = new EnumMap<>(ServiceName.class);

    Site(Path root, Path folder, Options options) throws IOException {
        Folders.delete(folder);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> started.forEach(Runnable::run)));
        broker = RabbitNode.in(folder.resolve("rabbitmq"))
                .orElseThrow(() -> new LocalStackException("RabbitMQ is not installed; install rabbitmq-server."))
                .start();
        started.addFirst(broker::close);
        postgres = LocalPostgres.start(folder.resolve("postgres"), Ports.free());
        started.addFirst(postgres::close);
        for (ServiceName name : ServiceName.values()) {
            ServiceProgram program = ServiceProgram.of(name, root, folder);
            List<ServiceProcess> instances = new ArrayList<>();
            services.put(name, instances);
            for (int instance = 1; instance <= options.instances(); instance++) {
                Path log = folder.resolve(name.module() + "-" + instance + ".log");
                ServiceProcess service =
                        ServiceProcess.start(program, settings(options), jvm(name, folder, options), log);
                started.addFirst(service::close);
                instances.add(service);
            }
        }
        services.values().forEach(all -> all.forEach(service -> service.awaitReady(READY_WITHIN)));
    }

    private ServiceSettings settings(Options options) {
        return new ServiceSettings(Ports.free(), postgres.access(), broker.access(), options.settings())
                .finding(services.entrySet().stream()
                        .filter(entry -> !entry.getValue().isEmpty())
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> entry.getValue().getFirst().url())));
    }

    private static List<String> jvm(ServiceName name, Path folder, Options options) {
        List<String> jvm = new ArrayList<>(JVM);
        options.profile().filter(name.module()::equals).ifPresent(module -> {
            Path recording = folder.resolve(module + ".jfr").toAbsolutePath();
            jvm.add("-XX:StartFlightRecording=settings=profile,filename=" + recording);
        });
        return jvm;
    }

    private List<ServiceProcess> instances(ServiceName name) {
        return services.getOrDefault(name, List.of());
    }

    URI url(ServiceName name) {
        return instances(name).getFirst().url();
    }

    /** Of all instances of the orchestrator. */
    int[] ports() {
        return instances(ServiceName.ORCHESTRATOR).stream()
                .mapToInt(service -> service.url().getPort())
                .toArray();
    }

    /** Memory in use by each service, in MiB, its largest instance. */
    Map<String, Long> resident() {
        Map<String, Long> resident = new LinkedHashMap<>();
        services.forEach((name, all) -> resident.put(
                name.module(),
                all.stream()
                        .mapToLong(service -> Processes.residentMiB(service.pid()))
                        .max()
                        .orElse(0)));
        return resident;
    }

    Usage usage() {
        Map<String, Double> cpu = new LinkedHashMap<>();
        services.forEach((name, all) -> cpu.put(
                name.module(),
                all.stream()
                        .mapToDouble(service -> Processes.cpuSeconds(service.pid()))
                        .sum()));
        cpu.put(
                "PostgreSQL",
                postgres.postmaster().map(Processes::cpuSecondsOfTree).orElse(0.0));
        cpu.put("RabbitMQ", broker.handle().map(Processes::cpuSecondsOfTree).orElse(0.0));
        cpu.put("client", Processes.cpuSeconds(ProcessHandle.current().pid()));
        return new Usage(
                cpu,
                number("select sum(xact_commit)::bigint from pg_stat_database"),
                number("select (pg_current_wal_lsn() - '0/0')::bigint"));
    }

    private long number(String sql) {
        DatabaseAccess database = postgres.access();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new LocalStackException("PostgreSQL does not say " + sql, e);
        }
    }
}
