package io.ordersaga.orchestrator.saga;

import io.ordersaga.messages.MessageJson;
import io.ordersaga.messages.TimeOrderedId;
import io.ordersaga.messaging.outbox.Outbox;
import io.ordersaga.messaging.retention.ForgetSagas;
import io.ordersaga.messaging.retention.IdMonth;
import io.ordersaga.messaging.retention.SagaHorizon;
import io.ordersaga.messaging.time.DatabaseClock;
import io.ordersaga.messaging.trace.TraceParent;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
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

    private static final String OLDEST_RUNNING = """
        select saga_id from (
            (select saga_id from saga where status = 'STARTED' and saga_id < ? order by saga_id limit 1)
            union all
            (select saga_id from saga where status = 'COMPENSATING' and saga_id < ? order by saga_id limit 1)
        ) as running order by saga_id limit 1
        """;

    /** When a saga ended stands in no index, which each saga would have to write. */
    private static final String SLICE = """
        with slice as (
            select saga_id, finished_at from saga where saga_id > ? and saga_id < ? order by saga_id limit ?
        )
        select (select saga_id from slice where finished_at >= ? order by saga_id limit 1),
               (select saga_id from slice order by saga_id offset ? limit 1)
        """;

    private static final int SLICE_SIZE = 50_000;

    private final SagaRetentionProperties settings;
    private final SagaHorizon horizon;
    private final SagaDefinitions definitions;
    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final ApplicationEventPublisher owners;
    private final TransactionOperations transaction;
    private final DatabaseClock database;
    private final Clock machine;

    @Scheduled(fixedDelayString = "${order-saga.retention.check-interval:1h}")
    void forget() {
        UUID candidate = oldestKept(now().minus(settings.keepFinished()));
        UUID before = transaction.execute(_ -> decideAndTell(candidate));
        if (before != null && !before.equals(TimeOrderedId.BEFORE_ALL)) {
            owners.publishEvent(new SagasForgotten(before));
        }
    }

    private UUID decideAndTell(UUID candidate) {
        if (hasSagasBefore(candidate) && horizon.raise(candidate)) {
            log.info("Sagas before {} are forgotten: all of them ended long ago.", candidate);
        }
        UUID before = horizon.get();
        if (!before.equals(TimeOrderedId.BEFORE_ALL)) {
            definitions.services().forEach(service -> tell(service, before));
        }
        return before;
    }

    /** By the slower of two clocks: what is forgotten because one ran ahead does not come back. */
    private Instant now() {
        return Collections.min(List.of(database.now(), machine.instant()));
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
        UUID running = jdbc.sql(OLDEST_RUNNING)
                .params(limit, limit)
                .query(UUID.class)
                .optional()
                .orElse(limit);
        return oldestEndedSince(endedBefore, running)
                .map(oldest -> IdMonth.of(oldest).from())
                .orElseGet(() -> IdMonth.of(running).from());
    }

    /** A slice at a time: a month may have more sagas than can be looked through while a statement may last. */
    private Optional<UUID> oldestEndedSince(Instant endedBefore, UUID limit) {
        UUID last = TimeOrderedId.BEFORE_ALL;
        while (last != null) {
            Looked looked = jdbc.sql(SLICE)
                    .params(last, limit, SLICE_SIZE, Timestamp.from(endedBefore), SLICE_SIZE - 1)
                    .query((row, _) -> new Looked(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                    .single();
            if (looked.found() != null) {
                return Optional.of(looked.found());
            }
            last = looked.last();
        }
        return Optional.empty();
    }

    /** @param last of a slice that was full; null when there is nothing behind it */
    private record Looked(@Nullable UUID found, @Nullable UUID last) {}
}
