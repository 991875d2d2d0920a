package io.ordersaga.user;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** One change of one balance: written once, never changed. */
@Entity
@Immutable
@Table(name = "balance_ledger")
@Getter
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

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "balance_ledger_seq")
    @SequenceGenerator(name = "balance_ledger_seq", allocationSize = 50)
    private @Nullable Long id;

    private long userId;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private BigDecimal amount;
    private BigDecimal balanceAfter;
    private @Nullable UUID sagaId;
    private Instant createdAt;

    LedgerEntry(
            long userId,
            Kind kind,
            BigDecimal amount,
            BigDecimal balanceAfter,
            @Nullable UUID sagaId,
            Instant createdAt) {
        this.userId = userId;
        this.kind = kind;
        this.amount = amount;
        this.balanceAfter = balanceAfter;
        this.sagaId = sagaId;
        this.createdAt = createdAt;
    }
}
