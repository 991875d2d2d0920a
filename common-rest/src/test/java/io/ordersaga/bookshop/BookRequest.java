package io.ordersaga.bookshop;

import io.ordersaga.rest.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One field of each kind that the services' requests have. */
record BookRequest(
        @Schema(example = "Sagas") @NotBlank @Size(max = 20) String title,
        @Schema(example = "19.90") @NotNull @Money BigDecimal listPrice,
        @NotNull @Positive Integer pageCount,
        @Nullable Long isbn,
        @Nullable Boolean inPrint,
        @Nullable Instant publishedAt,
        @Nullable UUID publisherId) {}
