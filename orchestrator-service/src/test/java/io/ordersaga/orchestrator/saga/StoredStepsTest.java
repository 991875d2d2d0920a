package io.ordersaga.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.messages.Step;
import io.ordersaga.orchestrator.engine.StepRole;
import io.ordersaga.orchestrator.engine.StepState;
import io.ordersaga.orchestrator.engine.StepStatus;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The commands of a saga as its row has them. */
class StoredStepsTest {

    private static final Instant SENT = Instant.parse("2026-11-26T12:00:00Z");
    private static final List<Instant> AGAIN = List.of(SENT.plusSeconds(5), SENT.plusSeconds(15));

    @Test
    void a_step_that_is_sent_once_has_not_a_byte_more() {
        assertThat(StoredSteps.write(List.of(step(1, List.of()))))
                .isEqualTo(
                        "[{\"service\":\"product\",\"action\":\"check_stock\",\"role\":\"ACTION\",\"status\":\"SENT\","
                                + "\"attempts\":1,\"sent_at\":1795694400000000}]");
    }

    @Test
    void the_times_at_which_it_was_sent_again_are_kept() {
        List<StepState> steps = List.of(step(3, AGAIN));

        assertThat(StoredSteps.read(StoredSteps.write(steps))).isEqualTo(steps);
    }

    private static StepState step(int attempts, List<Instant> resentAt) {
        return new StepState(
                new Step("product", "check_stock"),
                StepRole.ACTION,
                StepStatus.SENT,
                attempts,
                SENT,
                null,
                null,
                null,
                resentAt);
    }
}
