package io.ordersaga.user;

import io.ordersaga.rest.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;

/** Money that comes in. */
record DepositRequest(
        @Schema(example = "250.00") @NotNull @Positive @Money
        BigDecimal amount) {}
