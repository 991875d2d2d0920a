package io.ordersaga.local;

import io.ordersaga.local.service.ServiceName;
import io.ordersaga.local.service.ServiceProcess;
import io.ordersaga.local.service.ServiceProgram;
import io.ordersaga.local.service.ServiceSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The four services as processes of their own, on the given parts. */
final class Stack implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofMinutes(3);

    /** Lets the console cause faults. */
    private static final Map<String, String> DEVELOPMENT = Map.of("SPRING_PROFILES_ACTIVE", "development");

    private static final Duration SOON = Duration.ofSeconds(20);

    private final Map<ServiceName, ServiceProcess> services = new EnumMap<>(ServiceName.class);
    private final Map<ServiceName, Long> revivedAt = new EnumMap<>(ServiceName.class);

    /** How each JVM is called, and on which port it listens. */
    interface Launch {
        List<String> jvmOptions(ServiceProgram program);

        int port(ServiceName service);
    }

    /** Starts all four at once; see {@link #awaitReady}. */
    static Stack start(List<ServiceProgram> programs, Parts parts, Path logs, Launch launch) {
        Stack stack = new Stack();
        for (ServiceProgram program : programs) {
            int port = launch.port(program.name());
            Ports.requireFree(port, "the " + program.name().module());
            ServiceSettings settings =
                    new ServiceSettings(port, parts.database(), parts.broker(), DEVELOPMENT).finding(stack.started());
            Path log = logs.resolve(program.name().module() + ".log");
            stack.services.put(
                    program.name(), ServiceProcess.start(program, settings, launch.jvmOptions(program), log));
        }
        return stack;
    }

    /** The orchestrator is started last, and so knows the others. */
    private Map<ServiceName, URI> started() {
        return services.values().stream().collect(Collectors.toMap(ServiceProcess::name, ServiceProcess::url));
    }

    void awaitReady(Progress progress) {
        long start = System.nanoTime();
        List<CompletableFuture<Void>> waiting = services.values().stream()
                .map(service -> CompletableFuture.runAsync(() -> {
                    service.awaitReady(READY_WITHIN);
                    progress.done(
                            service.name().module() + ", " + service.url(),
                            Duration.ofNanos(System.nanoTime() - start));
                }))
                .toList();
        try {
            CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof LocalStackException cause ? cause : e;
        }
    }

    Function<ServiceName, URI> urls() {
        return name -> service(name).url();
    }

    /**
     * Starts again what died, and tells.
     *
     * @throws LocalStackException when it has died soon after it was started again: once more would not mend it
     */
    void revive(Consumer<String> tell) {
        services.values().stream().filter(service -> !service.isAlive()).forEach(service -> {
            String death = "The " + service.name().module() + " died: " + service.lastWords();
            Long before = revivedAt.put(service.name(), System.nanoTime());
            if (before != null && System.nanoTime() - before < SOON.toNanos()) {
                throw new LocalStackException(death);
            }
            tell.accept(death + ". It is started again.");
            service.restart();
        });
    }

    private ServiceProcess service(ServiceName name) {
        ServiceProcess service = services.get(name);
        if (service == null) {
            throw new IllegalArgumentException("the " + name.module() + " was not started");
        }
        return service;
    }

    @Override
    public void close() {
        CompletableFuture.allOf(services.values().stream()
                        .map(service -> CompletableFuture.runAsync(service::close))
                        .toArray(CompletableFuture[]::new))
                .join();
    }
}
