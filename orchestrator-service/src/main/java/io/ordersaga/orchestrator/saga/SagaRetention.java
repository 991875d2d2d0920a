package io.ordersaga.orchestrator.saga;

import io.ordersaga.messages.MessageJson;
import io.ordersaga.messaging.outbox.Outbox;
import io.ordersaga.messaging.retention.ForgetSagas;
import io.ordersaga.messaging.retention.IdMonth;
import io.ordersaga.messaging.retention.SagaHorizon;
import io.ordersaga.messaging.trace.TraceParent;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Decides which sagas are forgotten: those of the months in which every saga ended longer ago than it is to be kept. The
 * participants are told each time anew, because they remember as long as this orchestrator does and no longer.
 */
@Slf4j
@Component
@RequiredArgsConstructor
class SagaRetention {

    private static final UUID NOTHING = new UUID(0, 0);

    private final SagaRetentionProperties settings;
    private final SagaHorizon horizon;
    private final SagaDefinitions definitions;
    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final ApplicationEventPublisher owners;
    private final TransactionOperations transaction;
    private final Clock clock;

    @Scheduled(fixedDelayString = "${order-saga.retention.check-interval:1h}")
    void forget() {
        UUID before = transaction.execute(_ -> decideAndTell());
        if (before != null && !before.equals(NOTHING)) {
            owners.publishEvent(new SagasForgotten(before));
        }
    }

    private UUID decideAndTell() {
        UUID candidate = oldestKept(now().minus(settings.keepFinished()));
        if (hasSagasBefore(candidate) && horizon.raise(candidate)) {
            log.info("Sagas before {} are forgotten: all of them ended long ago.", candidate);
        }
        UUID before = horizon.get();
        if (!before.equals(NOTHING)) {
            definitions.services().forEach(service -> tell(service, before));
        }
        return before;
    }

    /** By the slower of two clocks: what is forgotten because one ran ahead does not come back. */
    private Instant now() {
        return Collections.min(List.of(horizon.now(), clock.instant()));
    }

    private void tell(String service, UUID before) {
        byte[] body = MessageJson.write(ForgetSagas.body(before));
        outbox.add(ForgetSagas.key(before, service), body, TraceParent.start());
    }

    private boolean hasSagasBefore(UUID candidate) {
        return jdbc.sql("select exists (select from saga where saga_id < ?)")
                .param(candidate)
                .query(Boolean.class)
                .single();
    }

    /** The lowest id of the month that has the oldest saga that must be kept. */
    private UUID oldestKept(Instant endedBefore) {
        UUID limit = IdMonth.of(endedBefore).from();
        return jdbc.sql("""
            select saga_id from saga
             where saga_id < ? and (finished_at is null or finished_at >= ?)
             order by saga_id limit 1
            """)
                .params(limit, Timestamp.from(endedBefore))
                .query(UUID.class)
                .optional()
                .map(oldest -> IdMonth.of(oldest).from())
                .orElse(limit);
    }
}
