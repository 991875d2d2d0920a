package io.ordersaga.orchestrator.order;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a client asks for. */
public record OrderRequest(
        @Schema(example = "1", description = "The product to buy") @NotNull @Positive @Nullable
        Long productId,

        @Schema(example = "1", description = "The user who pays") @NotNull @Positive @Nullable
        Long ownerId,

        @Schema(example = "2", description = "How many pieces") @NotNull @Positive @Nullable
        Integer quantity) {

    OrderData asOrder(UUID sagaId, UUID orderId) {
        if (productId == null || ownerId == null || quantity == null) {
            throw new IllegalStateException("a request is validated before it is accepted");
        }
        return new OrderData(sagaId, orderId, ownerId, productId, quantity, null);
    }
}
