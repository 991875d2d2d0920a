package io.ordersaga.messaging.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordersaga.messages.MalformedMessageException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdMonthTest {

    private static final IdMonth NOVEMBER = new IdMonth(YearMonth.of(2026, 11));

    @Test
    void an_id_belongs_to_the_month_in_which_it_was_made() {
        UUID made = UUID.fromString("01a2084b-c954-7346-8749-b3cd319ad821");

        assertThat(IdMonth.of(made)).isEqualTo(NOVEMBER);
        assertThat(NOVEMBER.from()).isLessThan(made);
        assertThat(NOVEMBER.to()).isGreaterThan(made);
        assertThat(IdMonth.of(NOVEMBER.from())).isEqualTo(NOVEMBER);
        assertThat(IdMonth.of(NOVEMBER.to())).isEqualTo(NOVEMBER.next());
    }

    @Test
    void the_horizon_is_the_beginning_of_a_month_that_is_long_over() {
        Instant now = Instant.parse("2026-12-31T00:00:00Z");

        SagaHorizon.check(new IdMonth(YearMonth.of(2026, 11)).from(), now);
        assertThatThrownBy(() -> SagaHorizon.check(NOVEMBER.next().from(), now))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("31 days");
        assertThatThrownBy(() -> SagaHorizon.check(UUID.randomUUID(), now))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("lowest id of a month");
    }
}
