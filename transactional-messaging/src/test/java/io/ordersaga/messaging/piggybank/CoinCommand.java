package io.ordersaga.messaging.piggybank;

import io.ordersaga.messages.Address;
import io.ordersaga.messages.Command;
import io.ordersaga.messages.Require;
import java.util.UUID;

/** What a piggybank can be asked. */
public sealed interface CoinCommand extends Command {

    String SERVICE = "piggybank";

    int coins();

    @Address(service = SERVICE, action = "put_in")
    record PutIn(UUID sagaId, UUID orderId, int coins) implements CoinCommand {
        public PutIn {
            requireSane(sagaId, orderId, coins);
        }
    }

    /** Gives back what {@link PutIn} of the same saga put in. */
    @Address(service = SERVICE, action = "take_out")
    record TakeOut(UUID sagaId, UUID orderId, int coins) implements CoinCommand {
        public TakeOut {
            requireSane(sagaId, orderId, coins);
        }

        @Override
        public Class<PutIn> undoes() {
            return PutIn.class;
        }
    }

    static PutIn putIn(UUID sagaId) {
        return new PutIn(sagaId, sagaId, 1);
    }

    static TakeOut takeOut(UUID sagaId) {
        return new TakeOut(sagaId, sagaId, 1);
    }

    private static void requireSane(UUID sagaId, UUID orderId, int coins) {
        Require.present("saga_id", sagaId);
        Require.present("order_id", orderId);
        Require.positive("coins", coins);
    }
}
