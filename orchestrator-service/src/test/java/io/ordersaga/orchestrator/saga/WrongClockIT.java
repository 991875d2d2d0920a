package io.ordersaga.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.orchestrator.RunningOrchestrator;
import io.ordersaga.testing.rest.Answer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** The machine's clock is years behind. */
class WrongClockIT extends RunningOrchestrator {

    @TestConfiguration
    static class YearsBehind {
        @Bean
        Clock clock() {
            return Clock.offset(Clock.systemUTC(), Duration.ofDays(-9000));
        }
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
