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

    @Test
    void what_is_to_come_is_told_to_the_second_and_what_is_due_comes_any_moment() {
        Instant now = Instant.parse("2026-11-25T12:00:00Z");

        assertThat(Moments.until(now.plusMillis(11_001), now)).isEqualTo("in 12 s");
        assertThat(Moments.until(now.plusSeconds(59), now)).isEqualTo("in 59 s");
        assertThat(Moments.until(now.plusSeconds(843), now)).isEqualTo("in 14 min 3 s");
        assertThat(Moments.until(now, now)).isEqualTo("any moment now");
        assertThat(Moments.until(now.minusSeconds(90), now)).isEqualTo("any moment now");
    }
}
