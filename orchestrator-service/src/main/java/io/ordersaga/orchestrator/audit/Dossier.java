package io.ordersaga.orchestrator.audit;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everything that the four services say of one saga. */
record Dossier(
        UUID sagaId,
        @Nullable SagaLine saga,
        List<Entry> money,
        List<Entry> stock,
        @Nullable OrderLine order) {

    /** As the saga knows it, or else as the order service does. */
    @Nullable
    UUID orderId() {
        if (saga != null && saga.order() != null) {
            return saga.order().orderId();
        }
        return order == null ? null : order.orderId();
    }
}
