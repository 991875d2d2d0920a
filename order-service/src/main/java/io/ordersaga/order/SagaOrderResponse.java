package io.ordersaga.order;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How the order of a saga stands, as auditors compare it. */
record SagaOrderResponse(
        UUID sagaId,
        UUID orderId,
        @Schema(example = "SUCCESS") OrderStatus status,

        @Schema(description = "Unit price times quantity, null until known", example = "59.98") @Nullable
        BigDecimal totalPrice,

        @Schema(description = "It came in at this service and is made known until its saga ends it")
        boolean announced) {

    static SagaOrderResponse of(Order order) {
        return new SagaOrderResponse(
                order.getSagaId(), order.getId(), order.getStatus(), order.getTotalPrice(), order.isAnnounced());
    }
}
