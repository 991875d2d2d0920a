package io.ordersaga.messaging.delivery;

import io.ordersaga.messages.MalformedMessageException;
import io.ordersaga.messages.RoutingKey;
import io.ordersaga.messaging.trace.TraceParent;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message as the broker delivered it, not yet understood.
 *
 * @param queue where it was taken from
 * @param headers the AMQP headers, values as the client library reads them
 * @param body its beginning alone, if it is larger than this service reads
 * @param size bytes of the whole body
 */
public record InboundMessage(
        String queue,
        String routingKey,
        @Nullable String messageId,
        @Nullable String type,
        @Nullable String contentType,
        @Nullable String appId,
        Map<String, @Nullable Object> headers,
        byte[] body,
        int size) {

    public boolean isTooLarge() {
        return size > body.length;
    }

    /** The same message, handled as a part of that trace. */
    public InboundMessage within(TraceParent trace) {
        Map<String, @Nullable Object> renewed = new HashMap<>(headers);
        renewed.put(TraceParent.HEADER, trace.toString());
        return new InboundMessage(queue, routingKey, messageId, type, contentType, appId, renewed, body, size);
    }

    /** As the routing key says, if it can be read. */
    public @Nullable UUID sagaId() {
        try {
            return RoutingKey.parse(routingKey).sagaId();
        } catch (MalformedMessageException e) {
            return null;
        }
    }

    public TraceParent trace() {
        return TraceParent.continued(headers.get(TraceParent.HEADER));
    }
}
