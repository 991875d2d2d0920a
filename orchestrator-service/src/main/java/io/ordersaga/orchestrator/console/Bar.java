package io.ordersaga.orchestrator.console;

import io.ordersaga.orchestrator.console.Figures.Group;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bar of the overview's chart: the orders that began in a part of its time.
 *
 * @param x its left side
 * @param pace how long those took that have ended; null when none has
 */
record Bar(
        int x,
        Instant from,
        long completed,
        long failed,
        long running,
        long tallest,
        @Nullable Pace pace) {

    static final int CHART_HEIGHT = 80;
    private static final int WIDTH = 10;

    /** However few they are, they are seen; the rest of the chart leaves room for that. */
    static final int LEAST = 2;

    private static final int ROOM = CHART_HEIGHT - 3 * LEAST;

    /** @param tallest how many orders the tallest bar has */
    static Bar of(int part, Instant from, List<Group> groups, long tallest, @Nullable Pace pace) {
        long completed = orders(groups, "COMPLETED");
        long failed = orders(groups, "FAILED");
        return new Bar(
                (part - 1) * WIDTH,
                from,
                completed,
                failed,
                orders(groups) - completed - failed,
                Math.max(1, tallest),
                pace);
    }

    public long orders() {
        return completed + failed + running;
    }

    static long orders(List<Group> groups) {
        return groups.stream().mapToLong(Group::orders).sum();
    }

    private static long orders(List<Group> groups, String status) {
        return groups.stream()
                .filter(group -> group.status().equals(status))
                .mapToLong(Group::orders)
                .sum();
    }

    public int completedHeight() {
        return height(completed);
    }

    public int failedHeight() {
        return height(failed);
    }

    public int runningHeight() {
        return height(running);
    }

    public int completedAt() {
        return CHART_HEIGHT - completedHeight();
    }

    public int failedAt() {
        return completedAt() - failedHeight();
    }

    public int runningAt() {
        return failedAt() - runningHeight();
    }

    private int height(long orders) {
        return orders == 0 ? 0 : Math.max(LEAST, (int) Math.round((double) orders * ROOM / tallest));
    }

    public String label() {
        return Counted.grouped(completed) + " completed, " + Counted.grouped(failed) + " failed, "
                + Counted.grouped(running) + " not finished";
    }
}
