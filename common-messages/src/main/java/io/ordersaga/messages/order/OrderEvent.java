package io.ordersaga.messages.order;

import io.ordersaga.messages.Address;
import io.ordersaga.messages.Require;
import io.ordersaga.messages.Success;
import java.util.UUID;

/** Everything the order service answers when it did what it was asked. */
public sealed interface OrderEvent extends Success {

    /**
     * The order is recorded as PENDING. It says all of the order, because an order that came in at the order service
     * itself is made known by this event, and the orchestrator starts its saga from it.
     */
    @Address(service = OrderCommand.SERVICE, action = "create_order")
    record OrderCreated(UUID sagaId, UUID orderId, long ownerId, long productId, int quantity) implements OrderEvent {
        public OrderCreated {
            Require.present("saga_id", sagaId);
            Require.present("order_id", orderId);
            Require.positive("owner_id", ownerId);
            Require.positive("product_id", productId);
            Require.positive("quantity", quantity);
        }
    }

    @Address(service = OrderCommand.SERVICE, action = "update_status")
    record StatusUpdated(UUID sagaId, UUID orderId) implements OrderEvent {
        public StatusUpdated {
            Require.present("saga_id", sagaId);
            Require.present("order_id", orderId);
        }
    }
}
