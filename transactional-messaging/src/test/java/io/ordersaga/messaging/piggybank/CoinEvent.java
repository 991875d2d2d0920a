package io.ordersaga.messaging.piggybank;

import io.ordersaga.messages.Address;
import io.ordersaga.messages.Success;
import java.util.UUID;

/** What a piggybank answers. */
public sealed interface CoinEvent extends Success {

    @Address(service = CoinCommand.SERVICE, action = "put_in")
    record CoinsPutIn(UUID sagaId, UUID orderId) implements CoinEvent {}

    @Address(service = CoinCommand.SERVICE, action = "take_out")
    record CoinsTakenOut(UUID sagaId, UUID orderId) implements CoinEvent {}
}
