package io.ordersaga.system.chaos;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What the clients were promised: afterwards the system must have kept it. */
final class Receipts {

    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final AtomicInteger unansweredOrders = new AtomicInteger();
    private final AtomicInteger amounts = new AtomicInteger();
    private final Set<BigDecimal> deposits = ConcurrentHashMap.newKeySet();
    private final Set<BigDecimal> restocks = ConcurrentHashMap.newKeySet();
    private final Map<String, LongAdder> refusals = new ConcurrentHashMap<>();
    private final AtomicLong latestCompleted = new AtomicLong(Long.MIN_VALUE);

    void accepted(String sagaId) {
        accepted.add(sagaId);
    }

    /** Sent without a key and not answered: there may be an order, or none. */
    void unanswered() {
        unansweredOrders.incrementAndGet();
    }

    /** @param placed when it was placed, by {@link System#nanoTime} */
    void completed(long placed) {
        latestCompleted.accumulateAndGet(placed, Math::max);
    }

    /** Whether an order that was placed after the moment has been completed. */
    boolean ordersFlowSince(long moment) {
        return latestCompleted.get() > moment;
    }

    /** A number that no deposit or restock had before, by which it is found in the ledger. */
    int freshAmount() {
        return amounts.incrementAndGet();
    }

    void deposited(BigDecimal amount) {
        deposits.add(amount);
    }

    void restocked(BigDecimal pieces) {
        restocks.add(pieces);
    }

    void refused(String how) {
        refusals.computeIfAbsent(how, _ -> new LongAdder()).increment();
    }

    Set<String> accepted() {
        return accepted;
    }

    int unansweredOrders() {
        return unansweredOrders.get();
    }

    Set<BigDecimal> deposits() {
        return deposits;
    }

    Set<BigDecimal> restocks() {
        return restocks;
    }

    Map<String, LongAdder> refusals() {
        return refusals;
    }
}
