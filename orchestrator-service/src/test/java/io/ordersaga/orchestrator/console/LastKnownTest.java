package io.ordersaga.orchestrator.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordersaga.orchestrator.console.LastKnown.Known;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A question is asked the more seldom the longer its answer takes, whoever wants to know. */
class LastKnownTest {

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-27T12:00:00Z"));
    private final InstantSource time = now::get;
    private final Clock clock = time.withZone(ZoneOffset.UTC);

    @Test
    void a_quick_answer_is_fresh_for_a_moment_and_asked_for_again_after_it() {
        LastKnown<Integer> known = new LastKnown<>(asked::incrementAndGet, 0, clock);

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
                0,
                clock);

        assertThat(known.get()).as("nothing is known yet").isZero();
        await().atMost(Duration.ofSeconds(5)).until(() -> known.get() == 1);
        await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(2)).until(() -> known.get() == 1);
    }

    @Test
    void a_page_waits_for_all_its_questions_no_longer_than_for_one() {
        List<LastKnown<Integer>> unanswered = IntStream.range(0, 20)
                .mapToObj(_ -> new LastKnown<>(LastKnownTest::neverAnswered, 0, clock))
                .toList();
        long begun = System.nanoTime();

        unanswered.forEach(LastKnown::prepare);
        assertThat(unanswered).allSatisfy(known -> assertThat(known.get()).isZero());

        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .as("one after the other they would take 3 s")
                .isLessThan(Duration.ofMillis(2_500));
    }

    private static Integer neverAnswered() {
        LockSupport.parkNanos(Duration.ofMinutes(1).toNanos());
        return 1;
    }

    @Test
    void a_question_that_fails_leaves_what_was_known_and_is_not_asked_at_once_again() {
        LastKnown<Integer> known = new LastKnown<>(
                () -> {
                    asked.incrementAndGet();
                    throw new IllegalStateException("away");
                },
                7,
                clock);

        assertThat(known.get()).isEqualTo(7);
        assertThat(known.get()).isEqualTo(7);
        assertThat(asked).hasValue(1);
    }

    @Test
    void what_was_never_answered_is_told_with_the_time_of_the_first_question() {
        LastKnown<Integer> known = new LastKnown<>(
                () -> {
                    throw new IllegalStateException("away");
                },
                0,
                clock);
        Instant asked = now.get();

        assertThat(known.known()).isEqualTo(new Known<>(0, null));
        now.set(asked.plusSeconds(11));

        assertThat(known.known()).isEqualTo(new Known<>(0, asked));
    }

    @Test
    void what_nothing_newer_is_known_of_for_long_is_told_with_its_time() {
        LastKnown<Integer> known = new LastKnown<>(
                () -> {
                    if (asked.incrementAndGet() > 1) {
                        throw new IllegalStateException("away");
                    }
                    return 7;
                },
                0,
                clock);
        Instant answered = now.get();

        assertThat(known.known()).isEqualTo(new Known<>(7, null));
        now.set(answered.plusSeconds(11));
        await().atMost(Duration.ofSeconds(2)).until(() -> known.get() == 7 && asked.get() > 1);

        assertThat(known.known()).isEqualTo(new Known<>(7, answered));
    }
}
