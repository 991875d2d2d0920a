package io.ordersaga.messaging.outbox;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Return;
import io.ordersaga.messaging.trace.TraceParent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import lombok.extern.slf4j.Slf4j;

/**
 * An open channel in confirm mode and what it still owes an answer for. A message counts as delivered when the broker
 * has confirmed it <em>and</em> has not returned it: RabbitMQ confirms an unroutable message too, but sends the return
 * first (RabbitMQ: consumer acknowledgements and publisher confirms).
 */
@Slf4j
class PublishingChannel {

    private final Channel channel;
    private final Outcomes outcomes;
    private final NavigableMap<Long, Sent> unconfirmed = new ConcurrentSkipListMap<>();

    /** Copies that came back and are not confirmed yet: the same message may be on its way more than once. */
    private final Map<UUID, Integer> returned = new ConcurrentHashMap<>();

    /** A message on its way, since {@link System#nanoTime}. */
    private record Sent(UUID messageId, long at) {}

    PublishingChannel(Channel channel, Outcomes outcomes) throws IOException {
        this.channel = channel;
        this.outcomes = outcomes;
        channel.confirmSelect();
        channel.addConfirmListener(this::acknowledged, this::refused);
        channel.addReturnListener(this::returned);
        channel.addShutdownListener(_ -> giveUp());
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    void publish(OutboxMessage message, AMQP.BasicProperties properties) throws IOException {
        long number = channel.getNextPublishSeqNo();
        unconfirmed.put(number, new Sent(message.messageId(), System.nanoTime()));
        try {
            channel.basicPublish(message.exchange(), message.routingKey(), true, properties, message.body());
        } catch (IOException | RuntimeException e) {
            outcomes.settle(List.of(), take(number, false).size());
            throw e;
        }
    }

    private void returned(Return message) {
        AMQP.BasicProperties properties = message.getProperties();
        UUID messageId = UUID.fromString(properties.getMessageId());
        returned.merge(messageId, 1, Integer::sum);
        outcomes.returned(
                messageId, message.getRoutingKey(), properties.getHeaders().get(TraceParent.HEADER));
    }

    private void acknowledged(long number, boolean multiple) {
        List<UUID> ended = take(number, multiple);
        List<UUID> delivered = returned.isEmpty()
                ? ended
                : ended.stream().filter(id -> !wasReturned(id)).toList();
        outcomes.settle(delivered, ended.size());
    }

    private boolean wasReturned(UUID messageId) {
        Integer copies = returned.get(messageId);
        if (copies == null) {
            return false;
        }
        returned.compute(messageId, (_, _) -> copies == 1 ? null : copies - 1);
        return true;
    }

    private void refused(long number, boolean multiple) {
        outcomes.refused(take(number, multiple));
    }

    private List<UUID> take(long number, boolean multiple) {
        if (multiple) {
            return drain(unconfirmed.headMap(number, true));
        }
        Sent sent = unconfirmed.remove(number);
        return sent == null ? List.of() : List.of(sent.messageId());
    }

    private static List<UUID> drain(NavigableMap<Long, Sent> part) {
        List<UUID> ids = new ArrayList<>();
        for (Map.Entry<Long, Sent> first = part.pollFirstEntry(); first != null; first = part.pollFirstEntry()) {
            ids.add(first.getValue().messageId());
        }
        return ids;
    }

    private void giveUp() {
        outcomes.settle(List.of(), drain(unconfirmed).size());
    }

    boolean isOwedFor(Duration time) {
        Map.Entry<Long, Sent> oldest = unconfirmed.firstEntry();
        return oldest != null && System.nanoTime() - oldest.getValue().at() > time.toNanos();
    }

    /** Waits for nobody: a broker that blocks or hangs does not answer, and what it owes is ended without it. */
    void abort() {
        giveUp();
        Thread.ofVirtual().name("outbox-channel-close").start(() -> {
            try {
                channel.abort();
            } catch (IOException | RuntimeException e) {
                log.debug("the channel was broken already", e);
            }
        });
    }
}
