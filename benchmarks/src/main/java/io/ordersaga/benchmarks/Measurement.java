package io.ordersaga.benchmarks;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What so many clients got, and what it cost. */
record Measurement(int clients, ClosedLoop.Result result, Usage used, Map<String, Long> residentMiB) {

    static final String HEAD =
            "clients  orders/s    p50 ms    p95 ms    p99 ms  CPU ms/order  commits/order  WAL B/order";

    String row() {
        return "%7d %9.0f %9.1f %9.1f %9.1f %13.2f %14.2f %12d"
                .formatted(
                        clients,
                        result.perSecond(),
                        result.latencies().millisAt(0.50),
                        result.latencies().millisAt(0.95),
                        result.latencies().millisAt(0.99),
                        used.cpuMillisPer(orders()),
                        (double) used.commits() / orders(),
                        used.walBytes() / orders());
    }

    /** Milliseconds of CPU for each order, by process. */
    String split() {
        return used.cpuSeconds().entrySet().stream()
                .map(process -> "%s %.2f".formatted(process.getKey(), process.getValue() * 1_000 / orders()))
                .collect(Collectors.joining(", "));
    }

    private long orders() {
        return Math.max(1, result.latencies().count());
    }

    String json() {
        String cpu = used.cpuSeconds().entrySet().stream()
                .map(process -> "\"%s\":%s".formatted(process.getKey(), decimal(process.getValue() * 1_000 / orders())))
                .collect(Collectors.joining(",", "{", "}"));
        String memory = residentMiB.entrySet().stream()
                .map(service -> "\"%s\":%d".formatted(service.getKey(), service.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
        return "{\"clients\":%d,\"orders_per_second\":%s,\"p50_ms\":%s,\"p95_ms\":%s,\"p99_ms\":%s,\"cpu_ms_per_order\":%s,\"commits_per_order\":%s,\"wal_bytes_per_order\":%d,\"resident_mib\":%s}"
                .formatted(
                        clients,
                        decimal(result.perSecond()),
                        decimal(result.latencies().millisAt(0.50)),
                        decimal(result.latencies().millisAt(0.95)),
                        decimal(result.latencies().millisAt(0.99)),
                        cpu,
                        decimal((double) used.commits() / orders()),
                        used.walBytes() / orders(),
                        memory);
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
