package io.ordersaga.orchestrator.order;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.NoArgsConstructor;
import org.hibernate.annotations.Immutable;

/** What a saga was asked for, found by owner, product and order; never changed once written. */
@Entity
@Immutable
@Table(name = "order_request")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@SuppressWarnings({"NullAway.Init", "unused"})
class OrderRequested {

    @Id
    private UUID sagaId;

    private UUID orderId;
    private long ownerId;
    private long productId;
    private int quantity;

    OrderRequested(OrderData order) {
        this.sagaId = order.sagaId();
        this.orderId = order.orderId();
        this.ownerId = order.ownerId();
        this.productId = order.productId();
        this.quantity = order.quantity();
    }
}
