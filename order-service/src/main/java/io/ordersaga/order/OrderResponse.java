package io.ordersaga.order;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An order as it is shown. */
record OrderResponse(
        @Schema(example = "0193577a-3b1c-7c2e-9f4a-5d6e7f8091a2")
        UUID orderId,

        @Schema(example = "0193577a-3b1c-7d10-8a3b-2c4d6e8f0a1b")
        UUID sagaId,

        @Schema(example = "1") long ownerId,
        @Schema(example = "1") long productId,
        @Schema(example = "2") int quantity,
        @Schema(example = "SUCCESS") OrderStatus status,

        @Schema(description = "Unit price times quantity, null until known", example = "59.98") @Nullable
        BigDecimal totalPrice,

        @Schema(description = "Why a FAILED order failed, otherwise null", example = "INSUFFICIENT_STOCK") @Nullable
        String failureCode,

        @Schema(description = "The same for people", example = "Product 1 has 1 left, 2 are needed.") @Nullable
        String failureReason,

        @Schema(example = "2026-11-23T10:15:30.123456Z") Instant createdAt,
        @Schema(example = "2026-11-23T10:15:30.170321Z") Instant updatedAt) {

    static OrderResponse of(Order order) {
        return new OrderResponse(
                order.getId(),
                order.getSagaId(),
                order.getOwnerId(),
                order.getProductId(),
                order.getQuantity(),
                order.getStatus(),
                order.getTotalPrice(),
                order.getFailureCode(),
                order.getFailureReason(),
                order.getCreatedAt(),
                order.getUpdatedAt());
    }
}
