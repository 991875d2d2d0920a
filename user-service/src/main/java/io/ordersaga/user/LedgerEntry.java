package io.ordersaga.user;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.AllArgsConstructor;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** One change of one balance: written once, never changed. */
@Entity
@Immutable
@IdClass(LedgerEntry.Key.class)
@Table(name = "balance_ledger")
@Getter
@AllArgsConstructor(access = AccessLevel.PACKAGE)
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@SuppressWarnings("NullAway.Init")
class LedgerEntry {

    /** Why a balance changed. */
    enum Kind {
        /** What a user began with. */
        OPENING,
        /** Money that came in. */
        DEPOSIT,
        /** Paid for an order. */
        DEBIT,
        /** Given back for an order that was undone. */
        REFUND,
        /** Set by hand. */
        ADJUSTMENT
    }

    /** The entries of each user are numbered by themselves. */
    record Key(long userId, long number) {}

    @Id
    private long userId;

    /** 1, 2, 3 ... in the order of the changes, without a gap, because it is counted under the lock of the user. */
    @Id
    private long number;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    /** Signed: what it did to the balance. */
    private BigDecimal amount;

    private BigDecimal balanceAfter;
    private @Nullable UUID sagaId;
    private Instant createdAt;

    /** What whoever asked for it named it by, so that the same, asked for again, is not entered again. */
    private @Nullable String idempotencyKey;
}
