package io.ordersaga.messages.product;

import io.ordersaga.messages.Address;
import io.ordersaga.messages.Command;
import io.ordersaga.messages.Require;
import java.util.UUID;

/** Everything the product service can be asked by a saga. */
public sealed interface ProductCommand extends Command {

    String SERVICE = "product";

    long productId();

    int quantity();

    /** What does one piece cost, and are there enough? Changes nothing. */
    @Address(service = SERVICE, action = "check_stock")
    record CheckStock(UUID sagaId, UUID orderId, long productId, int quantity) implements ProductCommand {
        public CheckStock {
            requireSane(sagaId, orderId, productId, quantity);
        }
    }

    /** Takes the pieces out of stock, if there are still enough. */
    @Address(service = SERVICE, action = "update_stock")
    record UpdateStock(UUID sagaId, UUID orderId, long productId, int quantity) implements ProductCommand {
        public UpdateStock {
            requireSane(sagaId, orderId, productId, quantity);
        }
    }

    /** Puts back what {@link UpdateStock} of the same saga took. */
    @Address(service = SERVICE, action = "restore_stock")
    record RestoreStock(UUID sagaId, UUID orderId, long productId, int quantity) implements ProductCommand {
        public RestoreStock {
            requireSane(sagaId, orderId, productId, quantity);
        }

        @Override
        public Class<UpdateStock> undoes() {
            return UpdateStock.class;
        }
    }

    private static void requireSane(UUID sagaId, UUID orderId, long productId, int quantity) {
        Require.present("saga_id", sagaId);
        Require.present("order_id", orderId);
        Require.positive("product_id", productId);
        Require.positive("quantity", quantity);
    }
}
