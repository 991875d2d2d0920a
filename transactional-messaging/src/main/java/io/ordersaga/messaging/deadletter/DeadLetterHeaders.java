package io.ordersaga.messaging.deadletter;

import io.ordersaga.messages.StorableText;
import io.ordersaga.messaging.delivery.InboundMessage;
import io.ordersaga.messaging.trace.TraceParent;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a dead letter carries its story: who refused it, why, and what its properties were. */
final class DeadLetterHeaders {

    static final String CAUSE = "x-dead-letter-cause";
    static final String SERVICE = "x-dead-letter-service";
    static final String QUEUE = "x-dead-letter-queue";
    static final String MESSAGE_ID = "x-original-message-id";
    static final String TYPE = "x-original-type";
    static final String CONTENT_TYPE = "x-original-content-type";
    static final String APP_ID = "x-original-app-id";
    static final String HEADERS = "x-original-headers";

    /** Characters of what one of them says. */
    static final int LONGEST = 4_000;

    private DeadLetterHeaders() {}

    static Map<String, String> of(InboundMessage message, String service, Throwable cause) {
        Map<String, String> headers = new HashMap<>();
        headers.put(CAUSE, storable(cause.getMessage() == null ? cause.toString() : cause.getMessage()));
        headers.put(SERVICE, service);
        headers.put(QUEUE, message.queue());
        headers.put(TraceParent.HEADER, message.trace().toString());
        headers.put(HEADERS, OriginalHeaders.asJson(message.headers()));
        putIfPresent(headers, MESSAGE_ID, message.messageId());
        putIfPresent(headers, TYPE, message.type());
        putIfPresent(headers, CONTENT_TYPE, message.contentType());
        putIfPresent(headers, APP_ID, message.appId());
        return headers;
    }

    /** A stranger's message may say anything, at any length. */
    static String storable(String text) {
        return StorableText.of(text, LONGEST);
    }

    /** A routing key has at most 255 bytes (AMQP short string), so nothing in it may become longer than it was. */
    static String storableKey(String routingKey) {
        return routingKey.replaceAll("[^\\x20-\\x7e]", "?");
    }

    private static void putIfPresent(Map<String, String> headers, String name, @Nullable String value) {
        if (value != null) {
            headers.put(name, storable(value));
        }
    }
}
