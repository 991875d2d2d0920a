package io.ordersaga.messages;

import java.util.UUID;

/**
 * The command was refused for a business reason and had no effect.
 *
 * @param code a stable, upper-case code, see {@link FailureCode}; receivers accept codes they do not know
 * @param message for people: what was wrong
 */
public record Failure(UUID sagaId, UUID orderId, String code, String message) implements Event {

    public Failure {
        Require.present("saga_id", sagaId);
        Require.present("order_id", orderId);
        Require.text("code", code);
        Require.present("message", message);
    }
}
