package io.ordersaga.benchmarks.typicaldemo;

import java.math.BigDecimal;
import java.util.UUID;

/** What the orchestrator asks of a service; what the action does not need is null. */
public record Command(
        UUID sagaId, String action, long ownerId, long productId, int quantity, BigDecimal amount, String status) {}
