package io.ordersaga.orchestrator.console;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How orders went lately, as the overview shows it.
 *
 * @param inFlight up to {@link RecentOrders#MOST_COUNTED}, and so those that are being undone and that need attention
 * @param deadLetters that were never sent again, up to as many
 */
record Figures(
        Totals totals, List<Group> groups, long inFlight, long beingUndone, long needAttention, long deadLetters) {

    private static final double A_MINUTE = 60;
    private static final String NONE_YET = "none yet";

    /**
     * How many orders there were in all.
     *
     * @param took how long those took that have ended; null when none has
     */
    record Totals(
            long orders,
            Instant first,
            Instant now,
            @Nullable Percentiles took) {}

    /** Milliseconds. */
    record Percentiles(double p50, double p95, double p99) {}

    /**
     * The orders of a part of the time, the first part counted as 1, that came to the same end or are on their way.
     *
     * @param tookInPart how long all orders of that part took that have ended; null when none has
     */
    record Group(
            int part,
            String status,
            String code,
            long orders,
            long lastMinute,
            @Nullable Percentiles tookInPart) {}

    /** How many orders came to this end, so far as they did. */
    record Ending(String status, String code, long orders, long lastMinute) {

        private static Ending of(List<Group> groups) {
            return new Ending(
                    groups.getFirst().status(),
                    groups.getFirst().code(),
                    groups.stream().mapToLong(Group::orders).sum(),
                    groups.stream().mapToLong(Group::lastMinute).sum());
        }
    }

    public List<Ending> endings() {
        return groups.stream()
                .collect(Collectors.groupingBy(group -> List.of(group.status(), group.code())))
                .values()
                .stream()
                .map(Ending::of)
                .sorted(Comparator.comparingLong(Ending::orders).reversed())
                .toList();
    }

    public String count(long counted) {
        return Counted.upTo(RecentOrders.MOST_COUNTED, counted);
    }

    /** All of the last minute are known, unless there are more than are looked at. */
    public String lastMinutePerSecond() {
        double seconds = isCapped() ? Math.clamp(span().toMillis() / 1000.0, 1, A_MINUTE) : A_MINUTE;
        long orders = groups.stream().mapToLong(Group::lastMinute).sum();
        return String.format(Locale.ROOT, "%,.1f", orders / seconds);
    }

    public String spanInWords() {
        return Moments.length(span());
    }

    private Duration span() {
        return Duration.between(totals.first(), totals.now());
    }

    public boolean isCapped() {
        return totals.orders() >= RecentOrders.MOST;
    }

    public String share(Ending ending) {
        return Counted.percent(ending.orders(), totals.orders());
    }

    /** Of those that have ended: the others may still end either way. */
    public String failureRate() {
        long failed = ended("FAILED");
        long all = failed + ended("COMPLETED");
        return all == 0 ? NONE_YET : Counted.percent(failed, all);
    }

    private long ended(String status) {
        return groups.stream()
                .filter(group -> group.status().equals(status))
                .mapToLong(Group::orders)
                .sum();
    }

    /** As the list of sagas takes it, so that it lists those that were counted. */
    public LocalDateTime from() {
        return LocalDateTime.ofInstant(totals.first().truncatedTo(ChronoUnit.SECONDS), ZoneOffset.UTC);
    }

    public String median() {
        return took(Percentiles::p50);
    }

    public String p95() {
        return took(Percentiles::p95);
    }

    public String p99() {
        return took(Percentiles::p99);
    }

    private String took(ToDoubleFunction<Percentiles> which) {
        Percentiles took = totals.took();
        return took == null ? NONE_YET : Pace.inWords(which.applyAsDouble(took));
    }

    public List<Bar> bars() {
        Map<Integer, List<Group>> parts = groups.stream()
                .collect(Collectors.groupingBy(
                        group -> Math.clamp(group.part(), 1, RecentOrders.BARS), TreeMap::new, Collectors.toList()));
        long tallest = parts.values().stream().mapToLong(Bar::orders).max().orElse(1);
        return parts.entrySet().stream()
                .map(part ->
                        Bar.of(part.getKey(), beginOf(part.getKey()), part.getValue(), tallest, pace(part.getValue())))
                .toList();
    }

    private @Nullable Pace pace(List<Group> part) {
        Percentiles took = part.getFirst().tookInPart();
        return took == null ? null : new Pace(took.p50(), took.p95(), slowest());
    }

    private double slowest() {
        return groups.stream()
                .map(Group::tookInPart)
                .filter(Objects::nonNull)
                .mapToDouble(Percentiles::p95)
                .max()
                .orElse(0);
    }

    /** What the top of the chart of times means. */
    public String slowestInWords() {
        return Pace.inWords(slowest());
    }

    public String mostInABar() {
        return Counted.grouped(bars().stream().mapToLong(Bar::orders).max().orElse(0));
    }

    private Instant beginOf(int part) {
        return totals.first().plus(span().multipliedBy(part - 1L).dividedBy(RecentOrders.BARS));
    }
}
