package io.ordersaga.messaging.outbox;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.ordersaga.messages.RoutingKey;
import io.ordersaga.messaging.topology.Topology;
import io.ordersaga.messaging.trace.CurrentTrace;
import io.ordersaga.messaging.trace.TraceParent;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;

/**
 * One channel in confirm mode, opened when it is needed and again after it broke. A message counts as delivered when
 * the broker has confirmed it <em>and</em> has not returned it: RabbitMQ confirms an unroutable message too, but sends
 * the return first (RabbitMQ: consumer acknowledgements and publisher confirms).
 */
@Slf4j
class ConfirmedChannel {

    private static final int PERSISTENT = 2;
    private static final int GOODBYE_MS = 1_000;

    private final ConnectionFactory connections;
    private final AmqpAdmin admin;
    private final String appId;
    private final Clock clock;
    private final Duration confirmTimeout;
    private final Counter failures;
    private final Counter returns;
    private final Counter refusals;
    private Settled settled = (_, _) -> {};
    private volatile @Nullable Open open;
    private @Nullable Alarm alarm;
    private boolean reported;

    /** Told which messages were delivered, and how many came to an end in whatever way. */
    interface Settled {
        void settled(List<UUID> delivered, int ended);
    }

    ConfirmedChannel(
            ConnectionFactory connections,
            AmqpAdmin admin,
            String appId,
            Clock clock,
            Duration confirmTimeout,
            MeterRegistry meters) {
        this.connections = connections;
        this.admin = admin;
        this.appId = appId;
        this.clock = clock;
        this.confirmTimeout = confirmTimeout;
        this.failures = meters.counter("outbox.publish.failures");
        this.returns = meters.counter("outbox.returned");
        this.refusals = meters.counter("outbox.nacked");
    }

    void onSettled(Settled settled) {
        this.settled = settled;
    }

    /**
     * Publishes each, or ends it undelivered; the broker's answers come later. Called by one thread only, which no
     * message may stop, whatever is wrong with it.
     */
    void publish(List<OutboxMessage> burst) {
        int handedOn = 0;
        try {
            Open channel = opened();
            try (Burst _ = Burst.open()) {
                while (handedOn < burst.size() && !channel.alarm.on) {
                    channel.publish(burst.get(handedOn++));
                }
            }
        } catch (IOException | RuntimeException e) {
            report(e);
            close();
        }
        if (handedOn < burst.size()) {
            settled.settled(List.of(), burst.size() - handedOn);
        }
    }

    /** Whether a message handed over now could go out: connected, and not blocked by the broker's alarms. */
    boolean isReady() {
        try {
            Open channel = opened();
            if (channel.alarm.on) {
                return false;
            }
            if (channel.isOwedFor(confirmTimeout)) {
                throw new IOException("no confirm came within " + confirmTimeout.toSeconds() + " s");
            }
            return true;
        } catch (IOException | RuntimeException e) {
            report(e);
            close();
            return false;
        }
    }

    synchronized void close() {
        Open current = open;
        open = null;
        if (current != null) {
            current.abort();
        }
    }

    /** Closes for good. A connection that the broker blocks is not answered, and half a minute is long for a goodbye. */
    synchronized void stop() {
        close();
        Alarm known = alarm;
        if (known != null && known.on) {
            Thread.ofVirtual().name("outbox-connection-close").start(() -> known.connection.abort(GOODBYE_MS));
        }
    }

    private synchronized Open opened() throws IOException {
        Open current = open;
        if (current != null && current.channel.isOpen()) {
            return current;
        }
        close();
        ConnectionFactory publishing = connections.getPublisherConnectionFactory();
        Connection connection = (publishing == null ? connections : publishing)
                .createConnection()
                .getDelegate();
        if (connection == null) {
            throw new IOException("the connection is gone");
        }
        Alarm known = alarmOf(connection);
        if (known.on) {
            // It would not answer the request for a channel either.
            throw new IOException("the broker blocks publishers");
        }
        // Whatever closed the last channel may have been a missing exchange.
        admin.initialize();
        Channel channel = connection.createChannel();
        if (channel == null) {
            throw new IOException("the broker allows no further channel on this connection");
        }
        Open fresh = new Open(channel, known);
        open = fresh;
        reported = false;
        return fresh;
    }

    private Alarm alarmOf(Connection connection) {
        Alarm known = alarm;
        if (known == null || !known.connection.equals(connection)) {
            known = new Alarm(connection);
            alarm = known;
        }
        return known;
    }

    private void report(Exception e) {
        if (!reported) {
            log.warn(
                    "Publishing is interrupted ({}); messages stay in the outbox until the broker is back.",
                    e.toString());
            reported = true;
        }
        failures.increment();
    }

    /**
     * Whether the broker blocks a connection, for want of memory or disk. It says so once, so whoever opens another channel
     * on the connection would not hear of it.
     */
    private static final class Alarm {

        private final Connection connection;
        private volatile boolean on;

        Alarm(Connection connection) {
            this.connection = connection;
            connection.addBlockedListener(_ -> on = true, () -> on = false);
        }
    }

    /** A message on its way, since {@link System#nanoTime}. */
    private record Sent(UUID messageId, long at) {}

    /** A channel and what it still owes an answer for. */
    private final class Open {

        private final Channel channel;
        private final NavigableMap<Long, Sent> unconfirmed = new ConcurrentSkipListMap<>();
        private final Set<UUID> returned = ConcurrentHashMap.newKeySet();
        private final Alarm alarm;

        Open(Channel channel, Alarm alarm) throws IOException {
            this.channel = channel;
            this.alarm = alarm;
            channel.confirmSelect();
            channel.addConfirmListener(this::acknowledged, this::refused);
            channel.addReturnListener(message -> {
                AMQP.BasicProperties properties = message.getProperties();
                returned.add(UUID.fromString(properties.getMessageId()));
                returns.increment();
                TraceParent trace =
                        TraceParent.continued(properties.getHeaders().get(TraceParent.HEADER));
                try (CurrentTrace.Before _ = CurrentTrace.enter(trace, null)) {
                    log.warn("No queue takes {}: kept in the outbox and tried again.", message.getRoutingKey());
                }
            });
            channel.addShutdownListener(_ -> end(List.of(), drain(unconfirmed)));
        }

        void publish(OutboxMessage message) throws IOException {
            long number = channel.getNextPublishSeqNo();
            unconfirmed.put(number, new Sent(message.messageId(), System.nanoTime()));
            try {
                channel.basicPublish(
                        message.exchange(), message.routingKey(), true, properties(message), message.body());
            } catch (IOException | RuntimeException e) {
                end(List.of(), take(number, false));
                throw e;
            }
        }

        private void acknowledged(long number, boolean multiple) {
            List<UUID> ended = take(number, multiple);
            List<UUID> delivered = returned.isEmpty()
                    ? ended
                    : ended.stream().filter(id -> !returned.remove(id)).toList();
            end(delivered, ended);
        }

        private void refused(long number, boolean multiple) {
            List<UUID> ended = take(number, multiple);
            refusals.increment(ended.size());
            end(List.of(), ended);
        }

        private void end(List<UUID> delivered, List<UUID> ended) {
            if (!ended.isEmpty()) {
                settled.settled(delivered, ended.size());
            }
        }

        private List<UUID> take(long number, boolean multiple) {
            if (multiple) {
                return drain(unconfirmed.headMap(number, true));
            }
            Sent sent = unconfirmed.remove(number);
            return sent == null ? List.of() : List.of(sent.messageId());
        }

        private List<UUID> drain(NavigableMap<Long, Sent> part) {
            List<UUID> ids = new ArrayList<>();
            for (Map.Entry<Long, Sent> first = part.pollFirstEntry(); first != null; first = part.pollFirstEntry()) {
                ids.add(first.getValue().messageId());
            }
            return ids;
        }

        boolean isOwedFor(Duration time) {
            Map.Entry<Long, Sent> oldest = unconfirmed.firstEntry();
            return oldest != null && System.nanoTime() - oldest.getValue().at() > time.toNanos();
        }

        /** Waits for nobody: a broker that blocks or hangs does not answer, and what it owes is ended without it. */
        void abort() {
            end(List.of(), drain(unconfirmed));
            Thread.ofVirtual().name("outbox-channel-close").start(() -> {
                try {
                    channel.abort();
                } catch (IOException | RuntimeException e) {
                    log.debug("the channel was broken already", e);
                }
            });
        }
    }

    private AMQP.BasicProperties properties(OutboxMessage message) {
        AMQP.BasicProperties.Builder properties = new AMQP.BasicProperties.Builder()
                .messageId(message.messageId().toString())
                .deliveryMode(PERSISTENT)
                .appId(appId)
                .timestamp(Date.from(clock.instant()))
                .headers(new HashMap<>(message.headers()));
        if (message.exchange().equals(Topology.EXCHANGE)) {
            RoutingKey key = RoutingKey.parse(message.routingKey());
            properties.correlationId(key.sagaId().toString()).type(key.type()).contentType("application/json");
        }
        return properties.build();
    }
}
