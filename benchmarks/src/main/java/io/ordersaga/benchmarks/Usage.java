package io.ordersaga.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What has been used up so far.
 *
 * @param cpuSeconds by process
 * @param commits of PostgreSQL
 * @param walBytes of PostgreSQL's write-ahead log
 */
record Usage(Map<String, Double> cpuSeconds, long commits, long walBytes) {

    /** What was used since then. */
    Usage since(Usage before) {
        Map<String, Double> used = new LinkedHashMap<>();
        cpuSeconds.forEach(
                (process, seconds) -> used.put(process, seconds - before.cpuSeconds.getOrDefault(process, 0.0)));
        return new Usage(used, commits - before.commits, walBytes - before.walBytes);
    }

    Usage and(Usage more) {
        Map<String, Double> both = new LinkedHashMap<>(cpuSeconds);
        more.cpuSeconds.forEach((process, seconds) -> both.merge(process, seconds, Double::sum));
        return new Usage(both, commits + more.commits, walBytes + more.walBytes);
    }

    double cpuMillisPer(long orders) {
        return cpuSeconds.values().stream().mapToDouble(Double::doubleValue).sum() * 1_000 / orders;
    }
}
