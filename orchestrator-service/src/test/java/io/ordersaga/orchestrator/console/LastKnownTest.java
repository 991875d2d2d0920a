package io.ordersaga.orchestrator.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A question is asked the more seldom the longer its answer takes, whoever wants to know. */
class LastKnownTest {

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void a_quick_answer_is_fresh_for_a_moment_and_asked_for_again_after_it() {
        LastKnown<Integer> known = new LastKnown<>(asked::incrementAndGet, 0);

        assertThat(known.get()).isEqualTo(1);
        assertThat(known.get()).isEqualTo(1);
        await().atMost(Duration.ofSeconds(2)).until(() -> known.get() == 2);
    }

    @Test
    void a_slow_answer_is_not_asked_for_again_for_long() {
        LastKnown<Integer> known = new LastKnown<>(
                () -> {
                    LockSupport.parkNanos(Duration.ofMillis(400).toNanos());
                    return asked.incrementAndGet();
                },
                0);

        assertThat(known.get()).as("nothing is known yet").isZero();
        await().atMost(Duration.ofSeconds(5)).until(() -> known.get() == 1);
        await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(2)).until(() -> known.get() == 1);
    }

    @Test
    void a_question_that_fails_leaves_what_was_known_and_is_not_asked_at_once_again() {
        LastKnown<Integer> known = new LastKnown<>(
                () -> {
                    asked.incrementAndGet();
                    throw new IllegalStateException("away");
                },
                7);

        assertThat(known.get()).isEqualTo(7);
        assertThat(known.get()).isEqualTo(7);
        assertThat(asked).hasValue(1);
    }
}
