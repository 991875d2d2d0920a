package io.ordersaga.messaging.outbox;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ChannelContinuationTimeoutException;
import com.rabbitmq.client.Connection;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.ordersaga.messages.RoutingKey;
import io.ordersaga.messaging.topology.Topology;
import io.ordersaga.messaging.topology.TopologyKeeper;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;

/** One channel in confirm mode, opened when it is needed and again after it broke. */
@Slf4j
class ConfirmedChannel {

    private static final int PERSISTENT = 2;
    private static final int GOODBYE_MS = 1_000;

    private final ConnectionFactory connections;
    private final OpenSockets sockets;
    private final TopologyKeeper topology;
    private final String appId;
    private final Clock clock;
    private final Duration confirmTimeout;
    private final Counter failures;
    private final Outcomes outcomes;
    private volatile @Nullable Open open;
    private volatile @Nullable Alarm alarm;
    private boolean reported;

    /** An open channel, and whether its connection is blocked. */
    private record Open(PublishingChannel channel, Alarm alarm) {}

    ConfirmedChannel(
            ConnectionFactory connections,
            OpenSockets sockets,
            TopologyKeeper topology,
            String appId,
            Clock clock,
            Duration confirmTimeout,
            Outcomes outcomes,
            MeterRegistry meters) {
        this.connections = connections;
        this.sockets = sockets;
        this.topology = topology;
        this.appId = appId;
        this.clock = clock;
        this.confirmTimeout = confirmTimeout;
        this.failures = meters.counter("outbox.publish.failures");
        this.outcomes = outcomes;
    }

    /**
     * Publishes each, or ends it undelivered; the broker's answers come later. Called by one thread only, which no
     * message may stop, whatever is wrong with it.
     */
    void publish(List<OutboxMessage> burst) {
        int handedOn = 0;
        try {
            Open opened = opened();
            try (Burst _ = Burst.open()) {
                while (handedOn < burst.size() && !opened.alarm.isOn()) {
                    OutboxMessage message = burst.get(handedOn);
                    AMQP.BasicProperties properties = properties(message);
                    handedOn++;
                    opened.channel.publish(message, properties);
                }
            }
        } catch (IOException | RuntimeException | Error e) {
            startOver(e);
        }
        outcomes.settle(List.of(), burst.size() - handedOn);
    }

    /** Whether a message handed over now could go out: connected, and not blocked by the broker's alarms. */
    boolean isReady() {
        try {
            Open opened = opened();
            if (opened.alarm.isOn()) {
                return false;
            }
            if (opened.channel.isOwedFor(confirmTimeout)) {
                throw new NoConfirm(confirmTimeout);
            }
            return true;
        } catch (IOException | RuntimeException e) {
            startOver(e);
            return false;
        }
    }

    /**
     * With a new channel, and where the broker answers nothing with a new connection: it may never read this one again.
     * RabbitMQ before 3.12 does not when a queue is deleted in the moment in which it holds back this publisher.
     */
    private void startOver(Throwable e) {
        report(e);
        close();
        if (e instanceof NoConfirm || e instanceof ChannelContinuationTimeoutException) {
            leaveConnection();
        }
    }

    /** Waits for nobody, as whoever opens a channel may. */
    Optional<String> blockedBecause() {
        Alarm known = alarm;
        return known != null && known.connection.isOpen() ? Optional.ofNullable(known.why) : Optional.empty();
    }

    synchronized void close() {
        Open current = open;
        open = null;
        if (current != null) {
            current.channel.abort();
        }
    }

    /** Closes for good. A connection that the broker blocks is not answered, and half a minute is long for a goodbye. */
    synchronized void stop() {
        close();
        Alarm known = alarm;
        if (known != null && known.isOn()) {
            leaveConnection();
        }
    }

    private synchronized void leaveConnection() {
        Alarm known = alarm;
        if (known != null) {
            Thread.ofVirtual().name("outbox-connection-close").start(() -> {
                sockets.closeThatOf(known.connection);
                known.connection.abort(GOODBYE_MS);
            });
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
        if (known.isOn()) {
            // It would not answer the request for a channel either.
            throw new IOException("the broker blocks publishers");
        }
        // Whatever closed the last channel may have been a missing exchange.
        topology.redeclare();
        Channel channel = connection.createChannel();
        if (channel == null) {
            throw new IOException("the broker allows no further channel on this connection");
        }
        Open fresh = new Open(new PublishingChannel(channel, outcomes), known);
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

    private void report(Throwable e) {
        if (!reported) {
            log.warn(
                    "Publishing is interrupted ({}); messages stay in the outbox until the broker is back.",
                    e.toString());
            reported = true;
        }
        failures.increment();
    }

    private static final class NoConfirm extends IOException {

        private static final long serialVersionUID = 1L;

        NoConfirm(Duration within) {
            super("no confirm came within " + within.toSeconds() + " s");
        }
    }

    /**
     * Whether the broker blocks a connection, for want of memory or disk. It says so once, so whoever opens another channel
     * on the connection would not hear of it.
     */
    private static final class Alarm {

        private final Connection connection;
        private volatile @Nullable String why;

        Alarm(Connection connection) {
            this.connection = connection;
            connection.addBlockedListener(reason -> why = reason, () -> why = null);
        }

        boolean isOn() {
            return why != null;
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
