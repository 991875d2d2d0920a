package io.ordersaga.product;

import io.ordersaga.rest.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;

/** A product as a client describes it. */
record ProductRequest(
        @Schema(example = "Analytical Engine") @NotBlank @Size(max = 255)
        String name,

        @Schema(example = "Brass, hand-cranked") @NotNull @Size(max = 4000)
        String description,

        @Schema(example = "19.99") @NotNull @Money BigDecimal price,
        @Schema(example = "100") @NotNull @PositiveOrZero Integer quantity) {}
