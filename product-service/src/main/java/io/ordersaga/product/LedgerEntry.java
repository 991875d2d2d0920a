package io.ordersaga.product;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** One change of one product's stock: written once, never changed. */
@Entity
@Immutable
@Table(name = "stock_ledger")
@Getter
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

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "stock_ledger_seq")
    @SequenceGenerator(name = "stock_ledger_seq", allocationSize = 50)
    private @Nullable Long id;

    private long productId;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private int pieces;
    private int quantityAfter;
    private @Nullable UUID sagaId;
    private Instant createdAt;

    LedgerEntry(long productId, Kind kind, int pieces, int quantityAfter, @Nullable UUID sagaId, Instant createdAt) {
        this.productId = productId;
        this.kind = kind;
        this.pieces = pieces;
        this.quantityAfter = quantityAfter;
        this.sagaId = sagaId;
        this.createdAt = createdAt;
    }
}
