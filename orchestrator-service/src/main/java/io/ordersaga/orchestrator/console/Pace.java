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

    /** However alike they are, they are seen. */
    public int top() {
        return Math.min(Bar.CHART_HEIGHT - Bar.LEAST, at(p95));
    }

    public int height() {
        return Math.max(Bar.LEAST, at(p50) - top());
    }

    private int at(double millis) {
        return Bar.CHART_HEIGHT - (int) Math.round(millis * Bar.CHART_HEIGHT / Math.max(slowest, 1));
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
