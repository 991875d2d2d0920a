package io.ordersaga.messages.user;

import io.ordersaga.messages.Address;
import io.ordersaga.messages.Require;
import io.ordersaga.messages.Success;
import java.util.UUID;

/** Everything the user service answers when it did what it was asked. */
public sealed interface UserEvent extends Success {

    @Address(service = UserCommand.SERVICE, action = "check_balance")
    record BalanceChecked(UUID sagaId, UUID orderId) implements UserEvent {
        public BalanceChecked {
            requireSane(sagaId, orderId);
        }
    }

    @Address(service = UserCommand.SERVICE, action = "update_balance")
    record BalanceUpdated(UUID sagaId, UUID orderId) implements UserEvent {
        public BalanceUpdated {
            requireSane(sagaId, orderId);
        }
    }

    @Address(service = UserCommand.SERVICE, action = "refund_balance")
    record BalanceRefunded(UUID sagaId, UUID orderId) implements UserEvent {
        public BalanceRefunded {
            requireSane(sagaId, orderId);
        }
    }

    private static void requireSane(UUID sagaId, UUID orderId) {
        Require.present("saga_id", sagaId);
        Require.present("order_id", orderId);
    }
}
