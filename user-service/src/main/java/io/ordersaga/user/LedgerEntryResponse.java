package io.ordersaga.user;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A change of a balance as clients see it; the amounts of a user add up to its balance. */
record LedgerEntryResponse(
        @Schema(example = "51") @Nullable Long id,
        @Schema(example = "1") long userId,
        LedgerEntry.Kind kind,

        @Schema(example = "-39.98", description = "Signed: what it did to the balance")
        BigDecimal amount,

        @Schema(example = "960.02") BigDecimal balanceAfter,
        @Nullable UUID sagaId,
        Instant createdAt) {

    static LedgerEntryResponse of(LedgerEntry entry) {
        return new LedgerEntryResponse(
                entry.getId(),
                entry.getUserId(),
                entry.getKind(),
                entry.getAmount(),
                entry.getBalanceAfter(),
                entry.getSagaId(),
                entry.getCreatedAt());
    }
}
