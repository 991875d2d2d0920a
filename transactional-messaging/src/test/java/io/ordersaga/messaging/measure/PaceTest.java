package io.ordersaga.messaging.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Counting takes half a hundredth of the time at most. */
class PaceTest {

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 10);
    private final AtomicInteger counts = new AtomicInteger();
    private final Pace pace = new Pace(clock::get);

    @Test
    void a_count_that_takes_no_time_is_never_too_early() {
        keep(0);
        keep(0);

        assertThat(counts).hasValue(2);
    }

    @Test
    void a_slow_count_is_followed_by_a_pause_of_two_hundred_times_its_length() {
        keep(100);
        clock.addAndGet(19_999);
        keep(100);
        assertThat(counts).hasValue(1);

        clock.addAndGet(1);
        keep(100);
        assertThat(counts).hasValue(2);
    }

    @Test
    void no_pause_is_longer_than_a_minute() {
        keep(TimeUnit.SECONDS.toNanos(5));
        clock.addAndGet(TimeUnit.MINUTES.toNanos(1));
        keep(100);

        assertThat(counts).hasValue(2);
    }

    @Test
    void a_count_that_fails_slowly_is_as_costly() {
        assertThatThrownBy(() -> pace.keep(() -> {
                    clock.addAndGet(100);
                    throw new IllegalStateException("the database is away");
                }))
                .isInstanceOf(IllegalStateException.class);
        keep(100);

        assertThat(counts).hasValue(0);
    }

    private void keep(long takes) {
        pace.keep(() -> {
            clock.addAndGet(takes);
            counts.incrementAndGet();
        });
    }
}
