package io.ordersaga.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.messages.Step;
import io.ordersaga.orchestrator.engine.SagaCommand;
import io.ordersaga.orchestrator.engine.SagaFailure;
import io.ordersaga.orchestrator.engine.StepRole;
import io.ordersaga.orchestrator.engine.StepState;
import io.ordersaga.orchestrator.engine.StepStatus;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The commands of a saga as its row has them. */
class StoredStepsTest {

    private static final Instant SENT = Instant.parse("2026-11-26T12:00:00Z");
    private static final Step STEP = new Step("product", "check_stock");
    private static final SagaCommand ACTION = new SagaCommand(StepRole.ACTION, STEP);
    private static final SagaCommand UNDO = new SagaCommand(StepRole.COMPENSATION, STEP);
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

    @Test
    void a_step_that_is_waited_for_is_found_by_its_name() {
        StepState waiting = step(1, List.of());

        assertThat(finds(ACTION, null, waiting)).isTrue();
        assertThat(finds(null, null, waiting)).isTrue();
        assertThat(finds(UNDO, null, waiting)).isFalse();
        assertThat(finds(ACTION, null, of(StepStatus.IN_DOUBT, null, AGAIN))).isTrue();
        assertThat(finds(ACTION, null, of(StepStatus.SUCCEEDED, null, List.of())))
                .isFalse();
        assertThat(finds(null, null, of(StepStatus.ABANDONED, null, List.of()))).isFalse();
    }

    @Test
    void a_step_that_is_waited_for_is_found_by_its_last_refusal_and_no_other_steps() {
        StepState open = of(StepStatus.IN_DOUBT, null, AGAIN);
        StepState refused = of(StepStatus.IN_DOUBT, "NOT (\"YET\"\\", AGAIN);
        StepState over = of(StepStatus.FAILED, "OVER", List.of());

        assertThat(finds(ACTION, "NOT (\"YET\"\\", over, refused)).isTrue();
        assertThat(finds(null, "NOT (\"YET\"\\", refused)).isTrue();
        assertThat(finds(ACTION, "not (\"Yet\"\\", refused)).isTrue();
        assertThat(finds(ACTION, "NOT", refused)).isFalse();
        assertThat(finds(ACTION, "OVER", over, refused)).isFalse();
        assertThat(finds(ACTION, "OVER", open, over)).isFalse();
        assertThat(finds(ACTION, "", over, refused)).isFalse();
        assertThat(finds(ACTION, "", open, over)).isTrue();
    }

    /** As the database looks for it. */
    private static boolean finds(@Nullable SagaCommand command, @Nullable String refusal, StepState... steps) {
        String written = StoredSteps.write(List.of(steps));
        return StoredSteps.awaiting(command).stream()
                .filter(written::contains)
                .map(beginning -> written.substring(written.indexOf(beginning) + beginning.length()))
                .anyMatch(rest -> refusal == null
                        || Pattern.compile(StoredSteps.refused(refusal))
                                .matcher(rest)
                                .find());
    }

    private static StepState step(int attempts, List<Instant> resentAt) {
        return new StepState(STEP, StepRole.ACTION, StepStatus.SENT, attempts, SENT, null, null, null, resentAt);
    }

    private static StepState of(StepStatus status, @Nullable String refusal, List<Instant> resentAt) {
        SagaFailure failure = refusal == null ? null : new SagaFailure(refusal, "a {reason}");
        return new StepState(STEP, StepRole.ACTION, status, 3, SENT, null, null, failure, resentAt);
    }
}
