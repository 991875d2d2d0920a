package io.ordersaga.orchestrator.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How moments are written. */
class MomentsTest {

    @Test
    void a_time_says_its_day_when_that_is_not_today() {
        Instant moment = Instant.parse("2026-11-25T23:59:59.5Z");

        assertThat(Moments.time(moment, moment.plusMillis(499))).isEqualTo("23:59:59.500");
        assertThat(Moments.time(moment, moment.plusMillis(500))).isEqualTo("2026-11-25 23:59:59.500");
    }
}
