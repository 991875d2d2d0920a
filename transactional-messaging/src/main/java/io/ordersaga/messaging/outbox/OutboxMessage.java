package io.ordersaga.messaging.outbox;

import io.ordersaga.messages.RoutingKey;
import io.ordersaga.messaging.topology.Topology;
import io.ordersaga.messaging.trace.TraceParent;
import java.util.Map;
import java.util.UUID;

/**
 * A message that was committed and is to be published.
 *
 * @param messageId the same on every sending; a message that is still in the outbox is not written twice
 */
public record OutboxMessage(
        UUID messageId, String exchange, String routingKey, Map<String, String> headers, byte[] body) {

    static OutboxMessage of(RoutingKey key, byte[] body, TraceParent trace) {
        Map<String, String> headers = Map.of(TraceParent.HEADER, trace.toString());
        return new OutboxMessage(key.messageId(), Topology.EXCHANGE, key.toString(), headers, body);
    }
}
