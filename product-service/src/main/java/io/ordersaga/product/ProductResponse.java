package io.ordersaga.product;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;

/** A product as clients see it. */
record ProductResponse(
        @Schema(example = "1") long id,
        @Schema(example = "Analytical Engine") String name,
        @Schema(example = "Brass, hand-cranked") String description,
        @Schema(example = "19.99") BigDecimal price,
        @Schema(example = "100") long quantity) {

    static ProductResponse of(Product product) {
        return new ProductResponse(
                product.id(), product.getName(), product.getDescription(), product.getPrice(), product.getQuantity());
    }
}
