package io.ordersaga.orchestrator.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.orchestrator.console.Figures.Ending;
import io.ordersaga.orchestrator.console.Figures.Group;
import io.ordersaga.orchestrator.console.Figures.Percentiles;
import io.ordersaga.orchestrator.console.Figures.Totals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the overview says of the last hour's orders. */
class FiguresTest {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    @Test
    void a_failure_among_very_many_orders_is_seen_and_no_bar_is_higher_than_the_chart() {
        Figures figures = of(
                10_001,
                Duration.ofHours(1),
                new Group(7, "COMPLETED", "", 10_000, 0, null),
                new Group(7, "FAILED", "CANCELLED", 1, 0, null));

        Bar bar = figures.bars().getFirst();
        assertThat(bar.failedHeight()).isPositive();
        assertThat(bar.runningHeight()).isZero();
        assertThat(bar.runningAt()).isNotNegative();
        assertThat(bar.label()).isEqualTo("10,000 completed, 1 failed, 0 not finished");
        assertThat(bar.from()).isEqualTo(NOW.minus(Duration.ofMinutes(54)));
    }

    @Test
    void a_few_orders_of_the_last_seconds_are_few_a_second() {
        assertThat(of(30, Duration.ofSeconds(2), new Group(1, "COMPLETED", "", 30, 30, null))
                        .lastMinutePerSecond())
                .isEqualTo("0.5");
    }

    @Test
    void orders_that_are_more_than_are_looked_at_are_counted_by_the_time_that_is() {
        assertThat(of(
                                RecentOrders.MOST,
                                Duration.ofSeconds(20),
                                new Group(1, "STARTED", "", RecentOrders.MOST, 20_000, null))
                        .lastMinutePerSecond())
                .isEqualTo("1,000.0");
    }

    @Test
    void nothing_is_said_of_how_long_they_took_before_one_has_ended() {
        assertThat(of(1, Duration.ofSeconds(2)).median()).isEqualTo("none yet");
        assertThat(figures(1, Duration.ofSeconds(2), new Percentiles(12, 20, 30))
                        .p99())
                .isEqualTo("30 ms");
    }

    @Test
    void the_chart_of_times_reaches_from_the_median_to_what_nearly_all_took_less_than() {
        Figures figures = of(
                3,
                Duration.ofHours(1),
                new Group(1, "COMPLETED", "", 1, 0, new Percentiles(100, 200, 900)),
                new Group(2, "COMPLETED", "", 1, 0, new Percentiles(50, 50, 50)),
                new Group(3, "STARTED", "", 1, 0, null));

        assertThat(figures.slowestInWords()).isEqualTo("200 ms");
        assertThat(figures.bars()).extracting(Bar::pace).last().isNull();
        Pace slow = new Pace(100, 200, 200);
        Pace even = new Pace(50, 50, 200);
        assertThat(figures.bars()).extracting(Bar::pace).startsWith(slow, even);
        assertThat(slow.top()).isZero();
        assertThat(slow.height()).isEqualTo(40);
        assertThat(even.top()).isEqualTo(60);
        assertThat(even.height()).as("it is seen").isPositive();
        assertThat(slow.most()).isEqualTo("200 ms");
    }

    @Test
    void what_is_rare_is_not_told_as_none() {
        Figures figures = of(
                20_000,
                Duration.ofHours(1),
                new Group(1, "COMPLETED", "", 19_999, 0, null),
                new Group(1, "FAILED", "CANCELLED", 1, 0, null));

        assertThat(figures.endings()).extracting(figures::share).containsExactly("> 99.9 %", "< 0.1 %");
        assertThat(figures.share(new Ending("FAILED", "", 5_000, 0))).isEqualTo("25.0 %");
        assertThat(figures.share(new Ending("COMPLETED", "", 20_000, 0))).isEqualTo("100.0 %");
    }

    @Test
    void how_many_failed_is_told_of_those_that_have_ended() {
        assertThat(of(3, Duration.ofHours(1), new Group(1, "STARTED", "", 3, 0, null))
                        .failureRate())
                .isEqualTo("none yet");
        assertThat(of(
                                10,
                                Duration.ofHours(1),
                                new Group(1, "STARTED", "", 6, 0, null),
                                new Group(2, "COMPLETED", "", 3, 0, null),
                                new Group(3, "FAILED", "CANCELLED", 1, 0, null))
                        .failureRate())
                .isEqualTo("25.0 %");
    }

    @Test
    void the_list_behind_an_ending_begins_where_counting_began() {
        Figures figures = of(1, Duration.ofMillis(90_400));

        assertThat(figures.from()).isEqualTo("2026-11-26T11:58:29");
    }

    @Test
    void orders_are_counted_by_their_end_over_all_parts_of_the_time() {
        Figures figures = of(
                6,
                Duration.ofHours(1),
                new Group(1, "FAILED", "CANCELLED", 1, 0, null),
                new Group(1, "COMPLETED", "", 2, 0, null),
                new Group(61, "COMPLETED", "", 3, 3, null));

        assertThat(figures.endings())
                .containsExactly(new Ending("COMPLETED", "", 5, 3), new Ending("FAILED", "CANCELLED", 1, 0));
        assertThat(figures.bars()).hasSize(2);
    }

    private static Figures of(long orders, Duration span, Group... groups) {
        return figures(orders, span, null, groups);
    }

    private static Figures figures(long orders, Duration span, @Nullable Percentiles took, Group... groups) {
        return new Figures(new Totals(orders, NOW.minus(span), NOW, took), List.of(groups), 0, 0, 0, 0);
    }
}
