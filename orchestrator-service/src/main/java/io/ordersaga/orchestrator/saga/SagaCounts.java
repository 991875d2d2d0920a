package io.ordersaga.orchestrator.saga;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.ordersaga.messaging.measure.Pace;
import io.ordersaga.orchestrator.engine.SagaStatus;
import lombok.extern.slf4j.Slf4j;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * How many sagas run and how many need attention. Only those are counted, by indexes that know no others; the finished
 * ones, of which there may be millions, are counted as they finish ({@link SagaMeters}).
 */
@Slf4j
@Component
class SagaCounts {

    static final String COUNT = """
        select (select count(*) from saga where status = 'STARTED') as started,
               (select count(*) from saga where status = 'COMPENSATING') as compensating,
               (select count(*) from saga where needs_attention) as needing_attention
        """;

    private static final Counted UNKNOWN = new Counted(Double.NaN, Double.NaN, Double.NaN);

    private final JdbcClient jdbc;
    private final Pace pace = new Pace();
    private volatile Counted counted = UNKNOWN;

    private record Counted(double started, double compensating, double needingAttention) {}

    SagaCounts(JdbcClient jdbc, MeterRegistry meters) {
        this.jdbc = jdbc;
        Gauge.builder("sagas", () -> counted.started())
                .tag("status", SagaStatus.STARTED.name())
                .register(meters);
        Gauge.builder("sagas", () -> counted.compensating())
                .tag("status", SagaStatus.COMPENSATING.name())
                .register(meters);
        Gauge.builder("sagas.needing.attention", () -> counted.needingAttention())
                .register(meters);
    }

    @Scheduled(fixedDelayString = "${order-saga.count-interval:5s}")
    void count() {
        pace.keep(() -> counted = read());
    }

    private Counted read() {
        try {
            return jdbc.sql(COUNT)
                    .query((row, _) -> new Counted(row.getLong(1), row.getLong(2), row.getLong(3)))
                    .single();
        } catch (RuntimeException e) {
            log.debug("sagas cannot be counted", e);
            return UNKNOWN;
        }
    }
}
