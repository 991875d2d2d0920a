package io.ordersaga.messaging.delivery;

import io.ordersaga.messaging.trace.TraceParent;
import java.util.Map;
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

    public TraceParent trace() {
        return TraceParent.continued(headers.get(TraceParent.HEADER));
    }
}
