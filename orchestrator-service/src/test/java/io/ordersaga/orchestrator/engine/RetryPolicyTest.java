package io.ordersaga.orchestrator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyTest {

    private final RetryPolicy policy = new RetryPolicy(Duration.ofSeconds(5), Duration.ofMinutes(1), 0.2, 8);

    @ParameterizedTest
    @CsvSource({"1, 5", "2, 10", "3, 20", "4, 40", "5, 60", "6, 60", "7, 60"})
    void doubles_each_wait_up_to_the_longest(int sendings, int seconds) {
        assertThat(policy.pauseAfter(sendings, 0)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({"8, 2", "9, 4", "10, 8", "11, 10", "12, 10", "1000000, 10", "2147483647, 10"})
    void doubles_them_again_up_to_ten_times_the_longest_once_a_person_should_look(int sendings, int minutes) {
        assertThat(policy.pauseAfter(sendings, 0)).isEqualTo(Duration.ofMinutes(minutes));
    }

    @Test
    void p4_an_outage_of_three_hours_leaves_a_queue_no_more_than_thirty_copies_of_a_command() {
        int sendings = 0;
        for (Duration gone = Duration.ZERO; gone.compareTo(Duration.ofHours(3)) < 0; sendings++) {
            gone = gone.plus(policy.pauseAfter(sendings + 1, 0.5));
        }

        assertThat(sendings).isLessThanOrEqualTo(30);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.001, 0.25, 0.5, 0.75, 0.999999})
    void takes_off_a_part_by_chance_and_no_more_than_the_jitter(double chance) {
        assertThat(policy.pauseAfter(1, chance))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(4))
                .isLessThanOrEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void spreads_the_waits() {
        assertThat(policy.pauseAfter(5, 0.9)).isEqualTo(Duration.ofMillis(49_200));
    }

    @Test
    void never_waits_for_nothing() {
        RetryPolicy hasty = new RetryPolicy(Duration.ofNanos(1), Duration.ofMillis(1), 0.99, 1);
        assertThat(hasty.pauseAfter(1, 0.99)).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 0, 1", "-1, 1, 0, 1", "2, 1, 0, 1", "1, 1, -0.1, 1", "1, 1, 1, 1", "1, 1, 0, 0"})
    void refuses_what_makes_no_sense(long timeout, long longest, double jitter, int attentionAfter) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetryPolicy(
                        Duration.ofSeconds(timeout), Duration.ofSeconds(longest), jitter, attentionAfter));
    }
}
