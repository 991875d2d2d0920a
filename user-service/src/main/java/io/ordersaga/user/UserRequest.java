package io.ordersaga.user;

import io.ordersaga.rest.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;

/** A user as a client describes it. */
record UserRequest(
        @Schema(example = "Ada Lovelace") @NotBlank @Size(max = 255)
        String name,

        @Schema(example = "ada@example.org") @NotBlank @Email @Size(max = 255)
        String email,

        @Schema(example = "1000.00") @NotNull @Money BigDecimal balance) {}
