package io.ordersaga.orchestrator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.messages.TimeOrderedId;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SagaRangeTest {

    @Test
    void a_range_of_time_is_a_range_of_ids() {
        Instant ten = Instant.parse("2026-11-23T10:00:00Z");
        SagaRange range = SagaRange.of(ten, ten.plusMillis(1));

        UUID first = new UUID((ten.toEpochMilli() << 16) | 0x7000, Long.MIN_VALUE);
        assertThat(TimeOrderedId.ORDER.compare(range.after(), first)).isNegative();
        assertThat(range.reaches(first)).isTrue();
        assertThat(range.reaches(new UUID((ten.toEpochMilli() + 1) << 16, 0))).isFalse();
        assertThat(SagaRange.of(null, null).after()).isEqualTo(TimeOrderedId.BEFORE_ALL);
        assertThat(SagaRange.of(Instant.EPOCH, null).reaches(new UUID(-1, -1))).isTrue();
    }

    @Test
    void what_is_forgotten_is_not_in_a_range() {
        UUID horizon = new UUID(7, 0);

        assertThat(SagaRange.of(null, null).from(horizon).after()).isEqualTo(TimeOrderedId.before(horizon));
        assertThat(new SagaRange(new UUID(8, 0), null).from(horizon).after()).isEqualTo(new UUID(8, 0));
        assertThat(SagaRange.of(null, null).from(TimeOrderedId.BEFORE_ALL).after())
                .isEqualTo(TimeOrderedId.BEFORE_ALL);
    }
}
