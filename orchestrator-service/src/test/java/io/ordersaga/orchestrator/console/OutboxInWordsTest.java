package io.ordersaga.orchestrator.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the overview says of a service's outbox. */
class OutboxInWordsTest {

    @Test
    void what_soon_goes_out_is_not_told() {
        assertThat(told(Map.of("messages", 4_000, "oldest_age_seconds", 4))).isEmpty();
        assertThat(told(Map.of("messages", 0, "oldest_age_seconds", 0))).isEmpty();
    }

    @Test
    void what_waits_for_long_is_told_with_how_much_and_how_long() {
        assertThat(told(Map.of("messages", 12_345, "oldest_age_seconds", 180)))
                .containsExactly("12,345 messages wait in its outbox, the oldest for 3 min 0 s.");
        assertThat(told(Map.of("messages", 1L, "oldest_age_seconds", 5L)))
                .containsExactly("1 message waits in its outbox, for 5.0 s.");
    }

    @Test
    void a_broker_that_blocks_is_told_with_its_reason() {
        assertThat(told(Map.of("messages", 0, "oldest_age_seconds", 0, "blocked", "low on disk")))
                .containsExactly("RabbitMQ has blocked its publishers: low on disk.");
    }

    @Test
    void a_service_that_says_nothing_of_its_outbox_has_nothing_told() {
        assertThat(OutboxInWords.of(null)).isEmpty();
        assertThat(OutboxInWords.of(new ServiceHealth.Part("UP", null))).isEmpty();
        assertThat(told(Map.of("messages", "many", "oldest_age_seconds", 180))).isEmpty();
    }

    private static Iterable<String> told(Map<String, Object> details) {
        return OutboxInWords.of(new ServiceHealth.Part("UP", details));
    }
}
