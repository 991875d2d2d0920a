package io.ordersaga.product;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.jspecify.annotations.Nullable;

/** Something to buy. The stock changes only together with a ledger entry. */
@Entity
@Table(name = "product")
@Getter
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@SuppressWarnings("NullAway.Init")
class Product {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "product_seq")
    @SequenceGenerator(name = "product_seq", allocationSize = 1)
    private @Nullable Long id;

    private String name;
    private String description;
    private BigDecimal price;
    private int quantity;
    private @Nullable Instant deletedAt;

    @Version
    private long version;

    /** A product without stock. */
    Product(String name, String description, BigDecimal price) {
        describe(name, description, price);
    }

    boolean isDeleted() {
        return deletedAt != null;
    }

    boolean has(int pieces) {
        return quantity >= pieces;
    }

    boolean canHold(int more) {
        return (long) quantity + more <= Integer.MAX_VALUE;
    }

    final void describe(String newName, String newDescription, BigDecimal newPrice) {
        name = newName;
        description = newDescription;
        price = newPrice;
    }

    /**
     * Changes the stock by a signed number of pieces.
     *
     * @return the new stock
     * @throws IllegalArgumentException when it would fall below zero or pass what can be stored
     */
    int change(int pieces) {
        long changed = (long) quantity + pieces;
        if (changed < 0 || changed > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("the stock of product " + id + " cannot become " + changed);
        }
        quantity = (int) changed;
        return quantity;
    }

    void delete(Instant now) {
        deletedAt = now;
    }
}
