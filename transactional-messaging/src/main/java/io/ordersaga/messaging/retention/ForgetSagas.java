package io.ordersaga.messaging.retention;

import io.ordersaga.messages.RoutingKey;
import io.ordersaga.messages.Step;
import java.util.Map;
import java.util.UUID;

/**
 * Tells a participant that every saga with a lower id is forgotten. It is told again and again, so it has no answer; a
 * participant that does not hear it only remembers for longer.
 */
public final class ForgetSagas {

    public static final String ACTION = "forget_sagas";

    private ForgetSagas() {}

    public static RoutingKey key(UUID before, String service) {
        return new RoutingKey.OfCommand(before, new Step(service, ACTION));
    }

    public static Map<String, UUID> body(UUID before) {
        return Map.of("saga_id", before);
    }
}
