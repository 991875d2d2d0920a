package io.ordersaga.orchestrator.audit;

import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How an order stands, as the order service says.
 *
 * @param announced it came in there and is made known again and again until its saga ends it
 */
record OrderLine(
        UUID sagaId, UUID orderId, Status status, @Nullable BigDecimal totalPrice, boolean announced)
        implements OfSaga {

    enum Status {
        PENDING,
        SUCCESS,
        FAILED
    }
}
