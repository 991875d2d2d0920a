package io.ordersaga.orchestrator.console;

import io.ordersaga.orchestrator.console.RecentOrders.Ending;
import io.ordersaga.orchestrator.console.RecentOrders.Part;
import io.ordersaga.orchestrator.console.RecentOrders.Totals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * How orders went lately, as the overview shows it.
 *
 * @param inFlight up to {@link RecentOrders#MOST_COUNTED}, and so those that need attention
 */
record Figures(Totals totals, List<Ending> endings, List<Part> parts, long inFlight, long needAttention) {

    private static final int CHART_HEIGHT = 80;
    private static final int BAR_WIDTH = 10;

    static Figures unknown() {
        Instant now = Instant.EPOCH;
        return new Figures(new Totals(0, now, now, 0, 0, 0), List.of(), List.of(), 0, 0);
    }

    /** A bar of the chart; heights from its foot upwards. */
    record Bar(int x, int completed, int failed, int running, String label) {

        public int failedAt() {
            return CHART_HEIGHT - completed - failed;
        }

        public int completedAt() {
            return CHART_HEIGHT - completed;
        }

        public int runningAt() {
            return CHART_HEIGHT - completed - failed - running;
        }
    }

    public String count(long counted) {
        return counted >= RecentOrders.MOST_COUNTED ? "%,d or more".formatted(counted) : "%,d".formatted(counted);
    }

    public String lastMinutePerSecond() {
        double seconds = Math.clamp(span().toMillis() / 1000.0, 1, 60);
        return String.format(Locale.ROOT, "%.1f", lastMinute() / seconds);
    }

    private long lastMinute() {
        return endings.stream().mapToLong(Ending::lastMinute).sum();
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

    public long share(Ending ending) {
        return totals.orders() == 0 ? 0 : Math.round(100.0 * ending.orders() / totals.orders());
    }

    public String millis(double millis) {
        return Moments.length(Duration.ofMillis(Math.round(millis)));
    }

    public List<Bar> bars() {
        long tallest = parts.stream().mapToLong(Figures::orders).max().orElse(1);
        return parts.stream().map(part -> bar(part, Math.max(1, tallest))).toList();
    }

    private static long orders(Part part) {
        return part.completed() + part.failed() + part.running();
    }

    private static Bar bar(Part part, long tallest) {
        int number = Math.clamp(part.number(), 1, RecentOrders.BARS);
        return new Bar(
                (number - 1) * BAR_WIDTH,
                height(part.completed(), tallest),
                height(part.failed(), tallest),
                height(part.running(), tallest),
                part.completed() + " completed, " + part.failed() + " failed, " + part.running() + " in flight");
    }

    private static int height(long orders, long tallest) {
        return (int) Math.round((double) orders * CHART_HEIGHT / tallest);
    }
}
