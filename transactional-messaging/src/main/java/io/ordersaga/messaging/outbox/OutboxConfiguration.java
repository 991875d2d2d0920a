package io.ordersaga.messaging.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.ordersaga.messaging.inbox.Inbox;
import io.ordersaga.messaging.settings.MessagingProperties;
import io.ordersaga.messaging.topology.TopologyKeeper;
import io.ordersaga.messaging.trace.Spans;
import java.time.Clock;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.amqp.autoconfigure.ConnectionFactoryCustomizer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts the outbox together: store, publisher with its confirmed channel, relay. */
@Configuration(proxyBeanMethods = false)
public class OutboxConfiguration {

    @Bean
    OutboxStore outboxStore(JdbcClient jdbc, MessagingProperties properties) {
        return new OutboxStore(jdbc, properties.outbox().lease());
    }

    /** Not with TLS, which brings its own sockets. */
    @Bean
    ConnectionFactoryCustomizer burstsInOneWrite() {
        return connections -> {
            if (!connections.isSSL()) {
                connections.setSocketFactory(Burst.sockets());
            }
        };
    }

    /** So that a connection that hangs can be left. */
    @Bean
    ConnectionFactoryCustomizer connectionsCanBeLeft(OpenSockets sockets) {
        return connections -> {
            connections.setSocketConfigurator(
                    connections.getSocketConfigurator().andThen(sockets));
            // An answer that comes after its request was given up must not be taken for that to the next one.
            connections.setChannelShouldCheckRpcResponseType(true);
        };
    }

    @Bean
    OpenSockets openSockets() {
        return new OpenSockets();
    }

    @Bean
    Outcomes outcomes(MeterRegistry meters) {
        return new Outcomes(meters);
    }

    @Bean
    OutboxPublisher outboxPublisher(
            OutboxStore store,
            ConnectionFactory connections,
            OpenSockets sockets,
            TopologyKeeper topology,
            @Value("${spring.application.name}") String appId,
            Clock clock,
            MessagingProperties properties,
            Outcomes outcomes,
            ObjectProvider<Departure> departure,
            MeterRegistry meters) {
        return new OutboxPublisher(
                new ConfirmedChannel(
                        connections,
                        sockets,
                        topology,
                        appId,
                        clock,
                        properties.outbox().confirmTimeout(),
                        outcomes,
                        meters),
                outcomes,
                new ConfirmedMessages(store),
                departure.getIfAvailable(() -> (committed, publisher) -> publisher.send(committed)),
                properties.outbox().maxInFlight(),
                meters);
    }

    @Bean
    WaitingMessages waitingMessages(JdbcClient jdbc, Outcomes outcomes) {
        return new WaitingMessages(jdbc, outcomes);
    }

    @Bean
    OutboxRelay outboxRelay(
            OutboxStore store, OutboxPublisher publisher, MessagingProperties properties, MeterRegistry meters) {
        return new OutboxRelay(store, publisher, properties.outbox(), meters);
    }

    @Bean
    Outbox outbox(OutboxStore store, OutboxPublisher publisher, Inbox inbox, Spans spans) {
        return new Outbox(store, publisher, inbox, spans);
    }

    /** For services that tell how they are. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
    static class Told {

        @Bean
        OutboxHealth outboxHealthIndicator(OutboxRelay relay, OutboxPublisher publisher) {
            return new OutboxHealth(relay, publisher);
        }
    }
}
