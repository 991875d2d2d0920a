package io.ordersaga.messaging.deadletter;

import io.ordersaga.messages.MessageJson;
import io.ordersaga.messaging.delivery.InboundMessage;
import io.ordersaga.messaging.trace.TraceParent;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
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
    static final String SIZE = "x-original-size";

    private static final int LONGEST = 4_000;

    private DeadLetterHeaders() {}

    static Map<String, String> of(InboundMessage message, String service, Throwable cause) {
        Map<String, String> headers = new HashMap<>();
        headers.put(CAUSE, storable(cause.getMessage() == null ? cause.toString() : cause.getMessage()));
        headers.put(SERVICE, service);
        headers.put(QUEUE, message.queue());
        headers.put(SIZE, Integer.toString(message.body().length));
        headers.put(TraceParent.HEADER, message.trace().toString());
        headers.put(HEADERS, storable(asJson(message.headers())));
        putIfPresent(headers, MESSAGE_ID, message.messageId());
        putIfPresent(headers, TYPE, message.type());
        putIfPresent(headers, CONTENT_TYPE, message.contentType());
        putIfPresent(headers, APP_ID, message.appId());
        return headers;
    }

    static String asJson(Map<String, @Nullable Object> headers) {
        Map<String, String> readable = new TreeMap<>();
        headers.forEach((name, value) -> readable.put(name, String.valueOf(value)));
        return new String(MessageJson.write(readable), StandardCharsets.UTF_8);
    }

    /** PostgreSQL stores no NUL in a text, and a stranger's message may be as long as it likes. */
    static String storable(String text) {
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        return cut.replace('\0', '\uFFFD');
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
