package io.ordersaga.messages.product;

import io.ordersaga.messages.Address;
import io.ordersaga.messages.Require;
import io.ordersaga.messages.Success;
import java.math.BigDecimal;
import java.util.UUID;

/** Everything the product service answers when it did what it was asked. */
public sealed interface ProductEvent extends Success {

    /**
     * There are enough pieces.
     *
     * @param unitPrice the price of one piece that holds for the whole saga, whatever happens to the product later
     */
    @Address(service = ProductCommand.SERVICE, action = "check_stock")
    record StockChecked(UUID sagaId, UUID orderId, BigDecimal unitPrice) implements ProductEvent {
        public StockChecked {
            requireSane(sagaId, orderId);
            Require.money("unit_price", unitPrice);
        }
    }

    @Address(service = ProductCommand.SERVICE, action = "update_stock")
    record StockUpdated(UUID sagaId, UUID orderId) implements ProductEvent {
        public StockUpdated {
            requireSane(sagaId, orderId);
        }
    }

    @Address(service = ProductCommand.SERVICE, action = "restore_stock")
    record StockRestored(UUID sagaId, UUID orderId) implements ProductEvent {
        public StockRestored {
            requireSane(sagaId, orderId);
        }
    }

    private static void requireSane(UUID sagaId, UUID orderId) {
        Require.present("saga_id", sagaId);
        Require.present("order_id", orderId);
    }
}
