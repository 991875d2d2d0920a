package io.ordersaga.orchestrator.console;

import java.time.Instant;
import java.util.UUID;

/**
 * An order that the order service has, and the orchestrator has no saga of.
 *
 * @param sagaId that its saga will have, or had
 */
record OrderWithoutSaga(UUID orderId, UUID sagaId, String status, Instant createdAt) {

    /** Otherwise its saga has ended it, and is not known here any more. */
    public boolean isPending() {
        return status.equals("PENDING");
    }
}
