package io.ordersaga.benchmarks;

/** What so many orders took. */
record Counts(long orders, long statements, long messages) {

    double statementsPerOrder() {
        return (double) statements / Math.max(1, orders);
    }

    double messagesPerOrder() {
        return (double) messages / Math.max(1, orders);
    }
}
