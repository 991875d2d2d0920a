package io.ordersaga.messages.order;

import io.ordersaga.messages.Address;
import io.ordersaga.messages.Command;
import io.ordersaga.messages.MalformedMessageException;
import io.ordersaga.messages.Require;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everything the order service can be asked by a saga. */
public sealed interface OrderCommand extends Command {

    String SERVICE = "order";

    /** Records the order as PENDING. */
    @Address(service = SERVICE, action = "create_order")
    record CreateOrder(UUID sagaId, UUID orderId, long ownerId, long productId, int quantity) implements OrderCommand {
        public CreateOrder {
            Require.present("saga_id", sagaId);
            Require.present("order_id", orderId);
            Require.positive("owner_id", ownerId);
            Require.positive("product_id", productId);
            Require.positive("quantity", quantity);
        }
    }

    /**
     * Gives the order its final status.
     *
     * @param totalPrice unit price times quantity; null when the saga failed before it knew the price
     * @param failureCode why it failed, null on SUCCESS
     * @param failureReason the same for people, null on SUCCESS
     */
    @Address(service = SERVICE, action = "update_status")
    record UpdateStatus(
            UUID sagaId,
            UUID orderId,
            FinalStatus status,
            @Nullable BigDecimal totalPrice,
            @Nullable String failureCode,
            @Nullable String failureReason)
            implements OrderCommand {

        public UpdateStatus {
            Require.present("saga_id", sagaId);
            Require.present("order_id", orderId);
            Require.present("status", status);
            if (totalPrice != null || status == FinalStatus.SUCCESS) {
                Require.money("total_price", totalPrice);
            }
            if (status == FinalStatus.FAILED) {
                Require.text("failure_code", failureCode);
            } else if (failureCode != null) {
                throw new MalformedMessageException("failure_code does not go with SUCCESS");
            }
        }

        /** FAILED is how an order is undone; SUCCESS undoes nothing. */
        @Override
        public @Nullable Class<CreateOrder> undoes() {
            return status == FinalStatus.FAILED ? CreateOrder.class : null;
        }

        @Override
        public boolean mustSucceed() {
            return true;
        }
    }

    /** How an order can end. */
    enum FinalStatus {
        SUCCESS,
        FAILED
    }
}
