package io.ordersaga.orchestrator.order;

import io.ordersaga.orchestrator.engine.SagaStatus;
import io.ordersaga.rest.Times;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which sagas to list; null asks for nothing. */
public record SagaFilter(
        @Nullable SagaStatus status,
        @Nullable Long ownerId,
        @Nullable Long productId,
        @Nullable Instant createdAfter,
        @Nullable Instant createdBefore,
        @Nullable Boolean needsAttention,
        @Nullable UUID before) {

    public SagaFilter {
        Times.requireSensible("created_after", createdAfter);
        Times.requireSensible("created_before", createdBefore);
    }

    /** The same from the newest on, whichever page of it was asked for. */
    SagaFilter fromTheNewest() {
        return new SagaFilter(status, ownerId, productId, createdAfter, createdBefore, needsAttention, null);
    }
}
