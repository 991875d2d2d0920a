package io.ordersaga.orchestrator.console;

import java.time.Duration;

/**
 * How long the orders took that began in a part of the overview's time: a bar that reaches from the median to what 95 of
 * 100 took less than.
 *
 * @param p50 milliseconds, as the others
 * @param slowest the highest p95 of the chart
 */
record Pace(double p50, double p95, double slowest) {

    private static final int CHART_HEIGHT = 80;

    /** However alike they are, they are seen. */
    private static final int LEAST = 2;

    public int top() {
        return Math.min(CHART_HEIGHT - LEAST, at(p95));
    }

    public int height() {
        return Math.max(LEAST, at(p50) - top());
    }

    private int at(double millis) {
        return CHART_HEIGHT - (int) Math.round(millis * CHART_HEIGHT / Math.max(slowest, 1));
    }

    public String median() {
        return inWords(p50);
    }

    public String most() {
        return inWords(p95);
    }

    static String inWords(double millis) {
        return Moments.length(Duration.ofMillis(Math.round(millis)));
    }
}
