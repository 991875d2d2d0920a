package io.ordersaga.product;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.AllArgsConstructor;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** One change of one product's stock: written once, never changed. */
@Entity
@Immutable
@IdClass(LedgerEntry.Key.class)
@Table(name = "stock_ledger")
@Getter
@AllArgsConstructor(access = AccessLevel.PACKAGE)
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@SuppressWarnings("NullAway.Init")
class LedgerEntry {

    /** Why a stock changed. */
    enum Kind {
        /** What a product began with. */
        OPENING,
        /** Pieces that came in. */
        RESTOCK,
        /** Sold to an order. */
        DECREMENT,
        /** Put back for an order that was undone. */
        RESTORE,
        /** Set by hand. */
        ADJUSTMENT
    }

    /** The entries of each product are numbered by themselves. */
    record Key(long productId, long number) {}

    @Id
    private long productId;

    /** 1, 2, 3 ... in the order of the changes, without a gap, because it is counted under the lock of the product. */
    @Id
    private long number;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    /** Signed: what it did to the stock. */
    private long pieces;

    private long quantityAfter;
    private @Nullable UUID sagaId;
    private Instant createdAt;

    /** What whoever asked for it named it by, so that the same, asked for again, is not entered again. */
    private @Nullable String idempotencyKey;
}
