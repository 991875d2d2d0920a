package io.ordersaga.orchestrator.order;

import io.ordersaga.messages.order.OrderEvent.OrderCreated;
import io.ordersaga.messages.product.ProductEvent.StockChecked;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the order saga knows of its order.
 *
 * @param unitPrice the price that holds for this order, whatever happens to the product; null until it is known
 */
public record OrderData(
        UUID sagaId,
        UUID orderId,
        long ownerId,
        long productId,
        int quantity,
        @Nullable BigDecimal unitPrice) {

    /** An order that the order service recorded by itself. */
    static OrderData of(OrderCreated event) {
        return new OrderData(
                event.sagaId(), event.orderId(), event.ownerId(), event.productId(), event.quantity(), null);
    }

    OrderData pricedAt(StockChecked answer) {
        return new OrderData(sagaId, orderId, ownerId, productId, quantity, answer.unitPrice());
    }

    /** Unit price times quantity; null until the price is known. */
    public @Nullable BigDecimal total() {
        return unitPrice == null ? null : unitPrice.multiply(BigDecimal.valueOf(quantity));
    }

    /** @throws IllegalStateException before the price is known */
    BigDecimal requiredTotal() {
        BigDecimal total = total();
        if (total == null) {
            throw new IllegalStateException("the price of order " + orderId + " is not known yet");
        }
        return total;
    }
}
