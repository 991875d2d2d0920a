package io.ordersaga.orchestrator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.messages.TimeOrderedId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How far an audit is, by the time in the ids of what it reads. */
class AuditProgressTest {

    private static final Instant FIRST = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant END = FIRST.plus(Duration.ofDays(10));

    private final AuditProgress progress = new AuditProgress();

    @Test
    void before_the_first_saga_nothing_is_behind_it() {
        assertThat(progress.share()).isZero();
        assertThat(progress.upTo()).isNull();
        assertThat(progress.sagas()).isZero();
        assertThat(progress.found()).isZero();
    }

    @Test
    void the_share_grows_from_the_first_saga_to_the_end_of_the_time() {
        progress.reached(of(FIRST), END, 1, 0);
        assertThat(progress.share()).isZero();

        progress.reached(of(FIRST.plus(Duration.ofDays(5))), END, 70, 2);

        assertThat(progress.share()).isEqualTo(0.5);
        assertThat(progress.upTo()).isEqualTo(FIRST.plus(Duration.ofDays(5)));
        assertThat(progress.sagas()).isEqualTo(70);
        assertThat(progress.found()).isEqualTo(2);
    }

    @Test
    void ids_of_a_time_to_come_are_at_the_end_and_a_time_of_no_length_has_no_share() {
        progress.reached(of(FIRST), FIRST, 1, 0);
        assertThat(progress.share()).isZero();

        progress.reached(of(END.plus(Duration.ofDays(1))), END, 2, 0);
        assertThat(progress.share()).isEqualTo(1);
    }

    @Test
    void what_is_stopped_is_not_complete() {
        progress.stop();

        assertThat(progress.isStopped()).isTrue();
        assertThat(progress.isComplete()).isFalse();
    }

    private static UUID of(Instant moment) {
        return TimeOrderedId.lowestOf(moment);
    }
}
