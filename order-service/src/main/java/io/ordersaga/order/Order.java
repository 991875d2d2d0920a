package io.ordersaga.order;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.jspecify.annotations.Nullable;

/** What somebody ordered. It is pending from its beginning until its saga ends it, once and for good. */
@Entity
@Table(name = "orders")
@Getter
@NoArgsConstructor(access = AccessLevel.PROTECTED)
class Order {

    @Id
    @Column(name = "order_id")
    private UUID id;

    @Column(updatable = false)
    private UUID sagaId;

    @Column(updatable = false)
    private long ownerId;

    @Column(updatable = false)
    private long productId;

    @Column(updatable = false)
    private int quantity;

    @Enumerated(EnumType.STRING)
    private OrderStatus status;

    private @Nullable BigDecimal totalPrice;

    private @Nullable String failureCode;

    private @Nullable String failureReason;

    /** What whoever placed it at this service itself named it by. */
    @Column(updatable = false)
    private @Nullable String idempotencyKey;

    @Column(updatable = false)
    private Instant createdAt;

    private Instant updatedAt;

    /** Written by the {@link Announcer} by the database's clock; here only taken away. */
    @Column(insertable = false)
    @Getter(AccessLevel.NONE)
    private @Nullable Instant announceAfter;

    private @Nullable Instant deletedAt;

    @Version
    private long version;

    private Order(
            UUID id,
            UUID sagaId,
            long ownerId,
            long productId,
            int quantity,
            @Nullable String idempotencyKey,
            Instant now) {
        this.id = id;
        this.sagaId = sagaId;
        this.ownerId = ownerId;
        this.productId = productId;
        this.quantity = quantity;
        this.idempotencyKey = idempotencyKey;
        this.status = OrderStatus.PENDING;
        this.createdAt = now.truncatedTo(ChronoUnit.MICROS);
        this.updatedAt = createdAt;
    }

    static Order pending(UUID id, UUID sagaId, long ownerId, long productId, int quantity, Instant now) {
        return new Order(id, sagaId, ownerId, productId, quantity, null, now);
    }

    /** As it came in at this service itself. */
    static Order placed(UUID id, UUID sagaId, OrderRequest ordered, @Nullable String idempotencyKey, Instant now) {
        return new Order(id, sagaId, ordered.ownerId(), ordered.productId(), ordered.quantity(), idempotencyKey, now);
    }

    /** @throws IllegalStateException when the order has ended */
    void succeed(BigDecimal total, Instant now) {
        end(OrderStatus.SUCCESS, total, now);
    }

    /**
     * @param total null when the saga failed before it knew the price
     * @throws IllegalStateException when the order has ended
     */
    void fail(String code, @Nullable String reason, @Nullable BigDecimal total, Instant now) {
        end(OrderStatus.FAILED, total, now);
        failureCode = code;
        failureReason = reason;
    }

    /** @throws IllegalStateException before it has ended */
    void delete(Instant now) {
        if (isPending()) {
            throw new IllegalStateException("order " + id + " is pending");
        }
        deletedAt = now.truncatedTo(ChronoUnit.MICROS);
    }

    /** Whether it is made known again and again because its saga may not know of it yet. */
    boolean isAnnounced() {
        return announceAfter != null;
    }

    boolean isPending() {
        return status == OrderStatus.PENDING;
    }

    boolean belongsTo(UUID saga) {
        return sagaId.equals(saga);
    }

    private void end(OrderStatus end, @Nullable BigDecimal total, Instant now) {
        if (!isPending()) {
            throw new IllegalStateException("order " + id + " has ended as " + status + ", it cannot become " + end);
        }
        status = end;
        totalPrice = total;
        updatedAt = now.truncatedTo(ChronoUnit.MICROS);
        announceAfter = null;
    }
}
