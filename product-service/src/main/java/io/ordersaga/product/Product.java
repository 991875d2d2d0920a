package io.ordersaga.product;

import static java.util.Objects.requireNonNull;

import io.ordersaga.product.LedgerEntry.Kind;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.jspecify.annotations.Nullable;

/** Something to buy. Whatever changes the stock returns the ledger entry that proves the change. */
@Entity
@Table(name = "product")
@Getter
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@SuppressWarnings("NullAway.Init")
class Product {

    /** The largest stock that people can bring about. What is restored may pass it, because it is never refused. */
    static final long MOST = Integer.MAX_VALUE;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "product_seq")
    @SequenceGenerator(name = "product_seq", allocationSize = 1)
    @Getter(AccessLevel.NONE)
    private @Nullable Long id;

    private String name;
    private String description;
    private BigDecimal price;
    private long quantity;

    /** How many there are; the newest has this number. */
    private long ledgerEntries;

    private @Nullable Instant deletedAt;

    @Version
    private long version;

    /** A product whose ledger has one entry, the {@link #opening}. */
    Product(String name, String description, BigDecimal price, long openingStock) {
        describe(name, description, price);
        this.quantity = openingStock;
        this.ledgerEntries = 1;
    }

    /** Only a stored product has one. */
    long id() {
        return requireNonNull(id, "a product gets its id when it is stored");
    }

    boolean isDeleted() {
        return deletedAt != null;
    }

    boolean has(long pieces) {
        return quantity >= pieces;
    }

    boolean canHold(long more) {
        return quantity + more <= MOST;
    }

    final void describe(String newName, String newDescription, BigDecimal newPrice) {
        name = newName;
        description = newDescription;
        price = newPrice;
    }

    void delete(Instant now) {
        deletedAt = now;
    }

    LedgerEntry opening(Instant now) {
        return new LedgerEntry(id(), ledgerEntries, Kind.OPENING, quantity, quantity, null, now, null);
    }

    LedgerEntry restock(long pieces, @Nullable String idempotencyKey, Instant now) {
        return enter(Kind.RESTOCK, pieces, null, idempotencyKey, now);
    }

    /** @throws IllegalStateException when there are not enough */
    LedgerEntry take(long pieces, UUID sagaId, Instant now) {
        return enter(Kind.DECREMENT, -pieces, sagaId, null, now);
    }

    /** Puts back exactly what was taken. */
    LedgerEntry restore(LedgerEntry taken, Instant now) {
        return enter(Kind.RESTORE, -taken.getPieces(), taken.getSagaId(), null, now);
    }

    /** Sets the stock; there is no entry when it is that already. */
    Optional<LedgerEntry> adjust(long newQuantity, Instant now) {
        long difference = newQuantity - quantity;
        return difference == 0 ? Optional.empty() : Optional.of(enter(Kind.ADJUSTMENT, difference, null, null, now));
    }

    private LedgerEntry enter(
            Kind kind, long pieces, @Nullable UUID sagaId, @Nullable String idempotencyKey, Instant now) {
        long changed = quantity + pieces;
        if (changed < 0) {
            throw new IllegalStateException("the stock of product " + id + " cannot become " + changed);
        }
        quantity = changed;
        ledgerEntries++;
        return new LedgerEntry(id(), ledgerEntries, kind, pieces, changed, sagaId, now, idempotencyKey);
    }
}
