package io.ordersaga.orchestrator.deadletter;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as an operator sees it.
 *
 * @param sagaId the saga it belongs to, when its routing key says so
 * @param body as text, when it is text; else what can be shown of it. In lists only its beginning
 * @param bodySize bytes of the whole body
 * @param redeliveredAt when it was last sent again; null when it never was, or came back since
 * @param version changes when it is sent again and when it comes back after that, and by nothing else
 */
public record StoredDeadLetter(
        UUID id,
        @Nullable UUID sagaId,
        String service,
        String queue,
        String cause,
        String routingKey,
        @Nullable String messageId,
        @Nullable String type,
        @Nullable String contentType,
        @Nullable String appId,
        String headers,
        String body,
        int bodySize,
        Instant receivedAt,
        @Nullable Instant redeliveredAt,
        @JsonIgnore long version) {}
