package io.ordersaga.benchmarks;

import io.ordersaga.local.service.ServiceName;
import io.ordersaga.local.service.ServiceProcess;
import io.ordersaga.local.service.ServiceProgram;
import io.ordersaga.local.service.ServiceSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The instances of the four services of a contestant. */
final class ServiceProcesses implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofMinutes(3);
    private static final List<String> JVM = List.of(
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-XX:SurvivorRatio=4",
            "-XX:ReservedCodeCacheSize=40m",
            "-XX:TrimNativeHeapInterval=5000",
            "-XX:+ExitOnOutOfMemoryError");

    private final Map<ServiceName, List<ServiceProcess>> services = new EnumMap<>(ServiceName.class);

    ServiceProcesses() {
        AtExit.end(this::close);
    }

    /** Every contestant's services have the same memory and the same collector. */
    ServiceProcess start(ServiceProgram program, ServiceSettings settings, List<String> more, Path log) {
        List<String> jvm =
                Stream.of(JVM, heap(program.name()), more).flatMap(List::stream).toList();
        ServiceProcess service = ServiceProcess.start(program, settings, jvm, log);
        services.computeIfAbsent(program.name(), _ -> new ArrayList<>()).add(service);
        return service;
    }

    /** In the orchestrator's every client has its place while it waits for its order; a participant has its batches alone. */
    private static List<String> heap(ServiceName name) {
        return name == ServiceName.ORCHESTRATOR
                ? List.of("-Xmx120m", "-XX:NewRatio=2")
                : List.of("-Xmx112m", "-XX:NewRatio=1");
    }

    void awaitReady() {
        services.values().forEach(all -> all.forEach(service -> service.awaitReady(READY_WITHIN)));
    }

    private List<ServiceProcess> instances(ServiceName name) {
        return services.getOrDefault(name, List.of());
    }

    URI url(ServiceName name) {
        return instances(name).getFirst().url();
    }

    List<URI> urls() {
        return services.values().stream()
                .flatMap(List::stream)
                .map(ServiceProcess::url)
                .toList();
    }

    /** Of all instances. */
    int[] ports(ServiceName name) {
        return instances(name).stream()
                .mapToInt(service -> service.url().getPort())
                .toArray();
    }

    Map<String, List<Long>> pids() {
        Map<String, List<Long>> pids = new LinkedHashMap<>();
        services.forEach((name, all) ->
                pids.put(name.module(), all.stream().map(ServiceProcess::pid).toList()));
        return pids;
    }

    @Override
    public void close() {
        services.values().stream().flatMap(List::stream).parallel().forEach(ServiceProcess::close);
    }
}
