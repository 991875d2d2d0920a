package io.ordersaga.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TimeOrderedIdTest {

    private static final List<UUID> IN_ORDER = List.of(
            new UUID(0, 1),
            new UUID(1, -1),
            new UUID(Long.MAX_VALUE, 0),
            new UUID(Long.MIN_VALUE, 0),
            new UUID(-1, Long.MAX_VALUE),
            new UUID(-1, Long.MIN_VALUE));

    /** RFC 9562, appendix A.6: an example of version 7, of Tuesday, February 22, 2022 2:22:22.00 PM GMT-05:00. */
    private static final UUID EXAMPLE = UUID.fromString("017F22E2-79B0-7CC3-98C4-DC0C0C07398F");

    private static final Instant OF_EXAMPLE = Instant.parse("2022-02-22T19:22:22Z");

    @Test
    void the_order_is_that_of_the_text_which_is_postgresqls() {
        assertThat(IN_ORDER).isSortedAccordingTo(TimeOrderedId.ORDER);
        assertThat(IN_ORDER.stream().map(UUID::toString)).isSorted();
    }

    @Test
    void every_id_is_between_the_two_that_are_nobodys() {
        assertThat(IN_ORDER)
                .allMatch(id -> TimeOrderedId.ORDER.compare(TimeOrderedId.BEFORE_ALL, id) < 0)
                .allMatch(id -> TimeOrderedId.ORDER.compare(id, TimeOrderedId.AFTER_ALL) < 0);
    }

    @Test
    void an_id_tells_when_it_was_made() {
        assertThat(TimeOrderedId.timeOf(EXAMPLE)).isEqualTo(OF_EXAMPLE);
        assertThat(TimeOrderedId.timeOf(TimeOrderedId.AFTER_ALL)).isAfter("9999-12-31T00:00:00Z");
    }

    @Test
    void the_ids_of_a_time_are_a_range() {
        UUID from = TimeOrderedId.lowestOf(OF_EXAMPLE);
        UUID to = TimeOrderedId.lowestOf(OF_EXAMPLE.plusMillis(1));

        assertThat(List.of(TimeOrderedId.before(from), from, EXAMPLE, TimeOrderedId.before(to), to))
                .isSortedAccordingTo(TimeOrderedId.ORDER);
        assertThat(from).isEqualTo(UUID.fromString("017f22e2-79b0-0000-0000-000000000000"));
    }

    @Test
    void a_time_that_no_id_can_tell_is_the_first_or_the_last_that_one_can() {
        assertThat(TimeOrderedId.lowestOf(Instant.parse("1969-12-31T23:59:59Z")))
                .isEqualTo(TimeOrderedId.BEFORE_ALL);
        assertThat(TimeOrderedId.lowestOf(Instant.parse("+12000-01-01T00:00:00Z")))
                .isEqualTo(UUID.fromString("ffffffff-ffff-0000-0000-000000000000"));
    }

    @Test
    void right_before_an_id_is_the_one_with_nothing_in_between() {
        assertThat(TimeOrderedId.before(new UUID(5, 7))).isEqualTo(new UUID(5, 6));
        assertThat(TimeOrderedId.before(new UUID(5, 0))).isEqualTo(new UUID(4, -1));
        assertThat(TimeOrderedId.before(new UUID(5, Long.MIN_VALUE))).isEqualTo(new UUID(5, Long.MAX_VALUE));
        assertThatThrownBy(() -> TimeOrderedId.before(TimeOrderedId.BEFORE_ALL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no id comes before 00000000-0000-0000-0000-000000000000");
    }
}
