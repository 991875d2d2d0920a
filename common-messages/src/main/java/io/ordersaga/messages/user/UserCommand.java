package io.ordersaga.messages.user;

import io.ordersaga.messages.Address;
import io.ordersaga.messages.Command;
import io.ordersaga.messages.Require;
import java.math.BigDecimal;
import java.util.UUID;

/** Everything the user service can be asked by a saga. */
public sealed interface UserCommand extends Command {

    String SERVICE = "user";

    long ownerId();

    BigDecimal amount();

    /** Is there enough for the total? Changes nothing. */
    @Address(service = SERVICE, action = "check_balance")
    record CheckBalance(UUID sagaId, UUID orderId, long ownerId, BigDecimal amount) implements UserCommand {
        public CheckBalance {
            requireSane(sagaId, orderId, ownerId, amount);
        }
    }

    /** Debits the amount, if there is still enough. */
    @Address(service = SERVICE, action = "update_balance")
    record UpdateBalance(UUID sagaId, UUID orderId, long ownerId, BigDecimal amount) implements UserCommand {
        public UpdateBalance {
            requireSane(sagaId, orderId, ownerId, amount);
        }
    }

    /** Gives back what {@link UpdateBalance} of the same saga debited. */
    @Address(service = SERVICE, action = "refund_balance")
    record RefundBalance(UUID sagaId, UUID orderId, long ownerId, BigDecimal amount) implements UserCommand {
        public RefundBalance {
            requireSane(sagaId, orderId, ownerId, amount);
        }

        @Override
        public Class<UpdateBalance> undoes() {
            return UpdateBalance.class;
        }
    }

    private static void requireSane(UUID sagaId, UUID orderId, long ownerId, BigDecimal amount) {
        Require.present("saga_id", sagaId);
        Require.present("order_id", orderId);
        Require.positive("owner_id", ownerId);
        Require.money("amount", amount);
    }
}
