package io.ordersaga.messaging.deadletter;

import io.ordersaga.messaging.delivery.InboundMessage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that nobody could handle, as it is taken from the dead-letter queue.
 *
 * @param letterId the dead letter's own id: a second copy of the same letter has the same, and so has the same message
 *     that dies of the same again
 * @param queue the queue it could not leave
 * @param service who gave it up, or "broker" when it was delivered too often without an answer
 * @param headers the original headers as a JSON object
 */
public record DeadLetter(
        @Nullable String letterId,
        String queue,
        String service,
        String cause,
        String routingKey,
        @Nullable String messageId,
        @Nullable String type,
        @Nullable String contentType,
        @Nullable String appId,
        String headers,
        byte[] body) {

    public static DeadLetter read(InboundMessage message) {
        Map<String, @Nullable Object> headers = message.headers();
        return headers.containsKey(DeadLetterHeaders.CAUSE)
                ? fromService(message, headers)
                : fromBroker(message, headers);
    }

    private static DeadLetter fromService(InboundMessage message, Map<String, @Nullable Object> headers) {
        return new DeadLetter(
                message.messageId(),
                required(headers, DeadLetterHeaders.QUEUE),
                required(headers, DeadLetterHeaders.SERVICE),
                required(headers, DeadLetterHeaders.CAUSE),
                message.routingKey(),
                text(headers, DeadLetterHeaders.MESSAGE_ID),
                text(headers, DeadLetterHeaders.TYPE),
                text(headers, DeadLetterHeaders.CONTENT_TYPE),
                text(headers, DeadLetterHeaders.APP_ID),
                required(headers, DeadLetterHeaders.HEADERS),
                message.body());
    }

    /** RabbitMQ tells in {@code x-death} from which queue and why: rejected, delivery_limit, expired, maxlen. */
    private static DeadLetter fromBroker(InboundMessage message, Map<String, @Nullable Object> headers) {
        Map<?, ?> death = headers.get("x-death") instanceof List<?> deaths
                        && !deaths.isEmpty()
                        && deaths.getFirst() instanceof Map<?, ?> first
                ? first
                : Map.of();
        String queue = storable(death.get("queue"), "unknown");
        String reason = storable(death.get("reason"), "put here by a stranger");
        return new DeadLetter(
                idOf(
                                List.of(queue, reason, message.routingKey(), String.valueOf(message.messageId())) + "",
                                message.body())
                        .toString(),
                queue,
                "broker",
                reason,
                DeadLetterHeaders.storable(message.routingKey()),
                storable(message.messageId()),
                storable(message.type()),
                storable(message.contentType()),
                storable(message.appId()),
                OriginalHeaders.asJson(headers),
                message.body());
    }

    /** @param story what it died of, and which message it was */
    static UUID idOf(String story, byte[] body) {
        ByteArrayOutputStream identity = new ByteArrayOutputStream();
        identity.writeBytes(story.getBytes(StandardCharsets.UTF_8));
        identity.writeBytes(body);
        return UUID.nameUUIDFromBytes(identity.toByteArray());
    }

    private static String storable(@Nullable Object value, String otherwise) {
        return value == null ? otherwise : DeadLetterHeaders.storable(value.toString());
    }

    private static @Nullable String storable(@Nullable String value) {
        return value == null ? null : DeadLetterHeaders.storable(value);
    }

    private static @Nullable String text(Map<String, @Nullable Object> headers, String name) {
        Object value = headers.get(name);
        return value == null ? null : DeadLetterHeaders.storable(value.toString());
    }

    private static String required(Map<String, @Nullable Object> headers, String name) {
        String value = text(headers, name);
        return value == null ? "" : value;
    }
}
