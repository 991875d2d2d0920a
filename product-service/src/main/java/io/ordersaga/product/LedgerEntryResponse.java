package io.ordersaga.product;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A change of a stock as clients see it; the pieces of a product add up to its quantity. */
record LedgerEntryResponse(
        @Schema(example = "2", description = "Counts the changes of this product from 1, without a gap")
        long id,

        @Schema(example = "1") long productId,
        LedgerEntry.Kind kind,

        @Schema(example = "-2", description = "Signed: what it did to the stock")
        long pieces,

        @Schema(example = "98") long quantityAfter,
        @Nullable UUID sagaId,
        Instant createdAt) {

    static LedgerEntryResponse of(LedgerEntry entry) {
        return new LedgerEntryResponse(
                entry.getNumber(),
                entry.getProductId(),
                entry.getKind(),
                entry.getPieces(),
                entry.getQuantityAfter(),
                entry.getSagaId(),
                entry.getCreatedAt());
    }
}
