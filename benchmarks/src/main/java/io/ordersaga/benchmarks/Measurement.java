package io.ordersaga.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What came of a trial, and what it cost. */
record Measurement(Trial trial, Load.Result result, Usage used, Counts counts, Map<String, Memory> memory) {

    static final String HEAD = "%-20s %7s %8s %8s %8s %8s %7s %10s %8s %8s %8s"
                    .formatted("", "", "orders", "p50", "p95", "p99", "CPU", "statements", "commits", "WAL", "messages")
            + System.lineSeparator()
            + "%-20s %7s %8s %8s %8s %8s %7s %10s %8s %8s %8s"
                    .formatted("", "clients", "/s", "ms", "ms", "ms", "ms", "", "", "bytes", "");

    /** The same measured once more, in a later turn: what was done counts together, the memory is that of the later. */
    Measurement and(Measurement later) {
        return new Measurement(
                trial, result.and(later.result), used.and(later.used), counts.and(later.counts), later.memory);
    }

    String row() {
        return "%-20s %7d %8.0f %8.1f %8.1f %8.1f %7.2f %10.1f %8.2f %8d %8.1f"
                .formatted(
                        trial.row(),
                        trial.clients(),
                        result.perSecond(),
                        millis(0.50),
                        millis(0.95),
                        millis(0.99),
                        cpuMillis(),
                        counts.statementsPerOrder(),
                        commits(),
                        walBytes(),
                        counts.messagesPerOrder());
    }

    private double millis(double share) {
        return result.latencies().millisAt(share);
    }

    double ordersPerSecond() {
        return result.perSecond();
    }

    double messagesPerSecond() {
        return result.perSecond() * counts.messagesPerOrder();
    }

    double p50() {
        return millis(0.50);
    }

    /** Milliseconds of CPU that an order cost all processes together. */
    double cpuMillis() {
        return used.cpuMillisPer(orders());
    }

    private double commits() {
        return (double) used.commits() / orders();
    }

    private long walBytes() {
        return used.walBytes() / orders();
    }

    private long orders() {
        return Math.max(1, result.latencies().count());
    }

    /** Milliseconds of CPU for each order, by process. */
    Map<String, Double> cpuMillisByProcess() {
        Map<String, Double> millis = new LinkedHashMap<>();
        used.cpuSeconds().forEach((process, seconds) -> millis.put(process, seconds * 1_000 / orders()));
        return millis;
    }

    String split() {
        String cpu = cpuMillisByProcess().entrySet().stream()
                .map(process -> "%s %.2f".formatted(process.getKey(), process.getValue()))
                .collect(Collectors.joining(", "));
        String used = memory.entrySet().stream()
                .map(service -> "%s %d (heap %d)"
                        .formatted(
                                service.getKey(),
                                service.getValue().residentMiB(),
                                service.getValue().heapMiB()))
                .collect(Collectors.joining(", "));
        return "CPU ms: " + cpu + (used.isEmpty() ? "" : "; MiB: " + used);
    }

    /** As it is written as JSON. */
    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("row", trial.row());
        values.put("clients", trial.clients());
        values.put("finished_before", trial.finished());
        values.put("orders", result.latencies().count());
        values.put("orders_per_second", rounded(result.perSecond()));
        values.put("p50_ms", rounded(millis(0.50)));
        values.put("p95_ms", rounded(millis(0.95)));
        values.put("p99_ms", rounded(millis(0.99)));
        values.put("cpu_ms_per_order", byName(cpuMillisByProcess(), Measurement::rounded));
        values.put("cpu_ms_per_order_total", rounded(cpuMillis()));
        values.put("statements_per_order", rounded(counts.statementsPerOrder()));
        values.put("commits_per_order", rounded(commits()));
        values.put("wal_bytes_per_order", walBytes());
        values.put("messages_per_order", rounded(counts.messagesPerOrder()));
        values.put("resident_mib", byName(memory, Memory::residentMiB));
        values.put("heap_mib", byName(memory, Memory::heapMiB));
        return values;
    }

    private static <T> Map<String, Double> byName(Map<String, T> all, ToDoubleFunction<T> value) {
        Map<String, Double> values = new LinkedHashMap<>();
        all.forEach((name, each) -> values.put(name, value.applyAsDouble(each)));
        return values;
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
