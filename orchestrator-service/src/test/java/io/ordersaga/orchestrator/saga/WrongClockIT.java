package io.ordersaga.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.messaging.retention.IdMonth;
import io.ordersaga.orchestrator.RunningOrchestrator;
import io.ordersaga.testing.rest.Answer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The machine's clock is years behind. */
class WrongClockIT extends RunningOrchestrator {

    @TestConfiguration
    static class YearsBehind {
        @Bean
        Clock clock() {
            return Clock.offset(Clock.systemUTC(), Duration.ofDays(-9000));
        }
    }

    @Autowired
    JdbcClient jdbc;

    @Autowired
    SagaRetention retention;

    /** To this machine the database seems to run years ahead, as it would if that were so. */
    @Test
    void a18_what_one_clock_alone_takes_for_old_is_not_forgotten() {
        UUID saga = sagaOf(place(92, 1, 1));
        UUID old = new UUID(
                IdMonth.of(Instant.parse("2025-03-01T00:00:00Z")).from().getMostSignificantBits() + 0x7000, 1);
        jdbc.sql("update saga set saga_id = ?, status = 'FAILED', due_at = null, finished_at = '2025-04-01'"
                        + " where saga_id = ?")
                .params(old, saga)
                .update();

        retention.forget();

        assertThat(jdbc.sql("select before from saga_horizon where before > ?")
                        .param(old)
                        .query(UUID.class)
                        .optional())
                .isEmpty();
        jdbc.sql("delete from saga where saga_id = ?").param(old).update();
    }

    @Test
    void a18_only_the_database_says_what_time_it_is() {
        Answer placed = place(91, 1, 1);
        UUID saga = sagaOf(placed);

        EXCHANGE.hears("saga." + saga + ".command.order.create_order", 2);

        Instant created = Instant.parse(placed.json().path("created_at").asString());
        Instant deadline = Instant.parse(placed.json().path("deadline_at").asString());
        assertThat(created).isAfter(Instant.now().minus(Duration.ofMinutes(5)));
        assertThat(Duration.between(created, deadline)).isEqualTo(Duration.ofMinutes(15));
    }
}
