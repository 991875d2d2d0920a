package io.ordersaga.messaging.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatheringTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "5, 0", "6, 6", "29, 29", "30, 30", "79, 30", "80, 0", "200, 0"})
    void the_more_came_together_the_longer_the_next_are_let_arrive_unless_they_were_few_or_enough(
            int handled, long millis) {
        assertThat(Gathering.of(Duration.ofMillis(30), 200).after(handled)).hasMillis(millis);
    }

    @Test
    void after_a_full_batch_nothing_waits() {
        assertThat(Gathering.of(Duration.ofMillis(30), 10).after(9)).hasMillis(9);
        assertThat(Gathering.of(Duration.ofMillis(30), 10).after(10)).isZero();
    }

    @Test
    void nothing_waits_where_nothing_is_to_be_waited_for() {
        assertThat(Gathering.of(Duration.ZERO, 200).after(50)).isZero();
    }
}
