package io.ordersaga.user;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A change of a balance as clients see it; the amounts of a user add up to its balance. */
record LedgerEntryResponse(
        @Schema(example = "2", description = "Counts the changes of this user from 1, without a gap")
        long id,

        @Schema(example = "1") long userId,
        LedgerEntry.Kind kind,

        @Schema(example = "-39.98", description = "Signed: what it did to the balance")
        BigDecimal amount,

        @Schema(example = "960.02") BigDecimal balanceAfter,
        @Nullable UUID sagaId,
        Instant createdAt) {

    static LedgerEntryResponse of(LedgerEntry entry) {
        return new LedgerEntryResponse(
                entry.getNumber(),
                entry.getUserId(),
                entry.getKind(),
                entry.getAmount(),
                entry.getBalanceAfter(),
                entry.getSagaId(),
                entry.getCreatedAt());
    }
}
