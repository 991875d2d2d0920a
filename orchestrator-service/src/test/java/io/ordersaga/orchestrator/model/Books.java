package io.ordersaga.orchestrator.model;

import io.ordersaga.messages.Step;
import java.util.Map;
import java.util.TreeMap;

/** What participants did, by action: how often each had its effect; and how the order stands. */
record Books(Order order, Map<String, Integer> effects) {

    static final Books EMPTY = new Books(Order.NONE, Map.of());

    /** The order at its service. */
    enum Order {
        NONE,
        PENDING,
        SUCCESS,
        FAILED
    }

    Books with(Order next) {
        return new Books(next, effects);
    }

    Books done(Step step) {
        Map<String, Integer> more = new TreeMap<>(effects);
        more.merge(step.action(), 1, Integer::sum);
        return new Books(order, Map.copyOf(more));
    }

    int times(String action) {
        return effects.getOrDefault(action, 0);
    }

    /** Debits that were not given back. */
    int paid() {
        return times("update_balance") - times("refund_balance");
    }

    /** Takings that were not put back. */
    int taken() {
        return times("update_stock") - times("restore_stock");
    }
}
