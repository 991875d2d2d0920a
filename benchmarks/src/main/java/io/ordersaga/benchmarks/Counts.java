package io.ordersaga.benchmarks;

/** What so many orders took. */
record Counts(long orders, long statements, long messages) {

    Counts and(Counts more) {
        return new Counts(orders + more.orders, statements + more.statements, messages + more.messages);
    }

    double statementsPerOrder() {
        return (double) statements / Math.max(1, orders);
    }

    double messagesPerOrder() {
        return (double) messages / Math.max(1, orders);
    }
}
