package io.ordersaga.messaging.outbox;

import lombok.RequiredArgsConstructor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * What waits in the outbox, and whether the broker blocks what is published. A service is well all the same: what it has
 * committed goes out by itself when the broker takes it.
 */
@RequiredArgsConstructor
class OutboxHealth implements HealthIndicator {

    private final OutboxRelay relay;
    private final OutboxPublisher publisher;

    /** Nothing is counted for it: the relay does so anyway, and no more often than it may. */
    @Override
    public Health health() {
        Health.Builder health = Health.up();
        OutboxStore.Lag lag = relay.lag();
        if (!Double.isNaN(lag.messages())) {
            health.withDetail("messages", (long) lag.messages());
            health.withDetail("oldest_age_seconds", (long) lag.oldestAge());
        }
        publisher.blockedBecause().ifPresent(why -> health.withDetail("blocked", why));
        return health.build();
    }
}
