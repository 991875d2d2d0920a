package io.ordersaga.product;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;

/** Pieces that come in. */
record RestockRequest(
        @Schema(example = "50") @NotNull @Positive Integer quantity) {}
