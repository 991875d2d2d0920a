package io.ordersaga.order;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;

/** What is ordered, by whom. Whether product and owner exist is found out by the saga. */
record OrderRequest(
        @Schema(example = "1") @NotNull @Positive Long productId,
        @Schema(example = "1") @NotNull @Positive Long ownerId,
        @Schema(example = "2") @NotNull @Positive Integer quantity) {

    boolean isFor(Order order) {
        return equals(new OrderRequest(order.getProductId(), order.getOwnerId(), order.getQuantity()));
    }
}
