package io.ordersaga.messages;

import java.util.UUID;

/**
 * A success that tells nothing but that it is one: the answer to a compensation that found nothing to undo, and how an
 * answer is read whose details nobody needs.
 */
public record Done(UUID sagaId, UUID orderId) implements Success {

    public Done {
        Require.present("saga_id", sagaId);
        Require.present("order_id", orderId);
    }
}
