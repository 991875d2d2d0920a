package io.ordersaga.messaging.piggybank;

import io.ordersaga.messages.RoutingKey;
import io.ordersaga.messaging.delivery.InboundMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What an instance's listener has heard, in order. */
public final class Answers {

    private final Queue<Answer> heard = new ConcurrentLinkedQueue<>();
    private final Set<UUID> sagas = ConcurrentHashMap.newKeySet();

    /** @param type such as {@code put_in.success} */
    public record Answer(UUID sagaId, String type, String messageId, String body) {}

    void heard(InboundMessage message) {
        RoutingKey key = RoutingKey.parse(message.routingKey());
        heard.add(new Answer(
                key.sagaId(), key.type(), message.messageId(), new String(message.body(), StandardCharsets.UTF_8)));
        sagas.add(key.sagaId());
    }

    /** Of whom an answer was heard. */
    public Set<UUID> sagas() {
        return sagas;
    }

    public List<Answer> of(UUID saga) {
        return heard.stream().filter(answer -> answer.sagaId().equals(saga)).toList();
    }
}
