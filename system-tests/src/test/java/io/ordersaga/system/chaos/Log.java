package io.ordersaga.system.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** What a run says while it runs, a line per fault, and the table at its end. */
final class Log {

    private final long begun = System.nanoTime();
    private final Map<FaultKind, List<Duration>> recoveries = new EnumMap<>(FaultKind.class);

    void say(String what, Object... values) {
        System.out.printf(
                Locale.ROOT, "[%6.1f s] %s%n", elapsed().toMillis() / 1000.0, String.format(Locale.ROOT, what, values));
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** @param recovery from its healing until an order that was placed after it had completed */
    void recovered(FaultKind kind, Duration recovery) {
        recoveries.computeIfAbsent(kind, _ -> new ArrayList<>()).add(recovery);
    }

    void table(Map<String, String> facts, Map<String, Long> orders, Map<String, LongAdder> refusals) {
        StringBuilder table =
                new StringBuilder(String.format("%n%-28s %5s  %s%n", "fault", "times", "slowest recovery"));
        recoveries.forEach((kind, all) -> table.append(String.format(
                Locale.ROOT,
                "%-28s %5d  %5.1f s%n",
                kind,
                all.size(),
                all.stream().mapToLong(Duration::toMillis).max().orElse(0) / 1000.0)));
        table.append(String.format("%n%-28s %5s%n", "orders", ""));
        new TreeMap<>(orders).forEach((outcome, count) -> table.append(row(outcome, count)));
        table.append(String.format("%n%-28s %5s%n", "requests refused", ""));
        new TreeMap<>(refusals).forEach((how, count) -> table.append(row(how, count)));
        table.append(System.lineSeparator());
        facts.forEach((name, value) -> table.append(String.format("%-28s %s%n", name, value)));
        System.out.println(table);
    }

    private static String row(String name, Object count) {
        return String.format("%-28s %5s%n", name, count);
    }
}
