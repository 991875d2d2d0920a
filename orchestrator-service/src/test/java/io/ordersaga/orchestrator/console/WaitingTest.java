package io.ordersaga.orchestrator.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.orchestrator.engine.SagaStatus;
import io.ordersaga.orchestrator.engine.StepRole;
import io.ordersaga.orchestrator.order.SagaView;
import io.ordersaga.orchestrator.saga.StepView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a page says about a saga that waits. */
class WaitingTest {

    private static final Instant THEN = Instant.parse("2026-11-26T12:00:00Z");
    private static final String CANCEL = "Cancel undoes";
    private static final Queues.Depth READ = new Queues.Depth("order-service.commands", 0, 1, null);

    @Test
    void what_is_overdue_and_no_more_needs_nothing_and_can_be_retried_or_cancelled() {
        Waiting waiting = of(saga(SagaStatus.STARTED, false), step("check_stock", StepRole.ACTION, null), READ);

        assertThat(waiting.help())
                .startsWith("Nothing needs to be done yet. Retry sends the command now")
                .contains(CANCEL);
        assertThat(waiting.next())
                .contains("12 other sagas wait for the same.")
                .anyMatch(line -> line.startsWith("If the stock is not taken by"));
    }

    @Test
    void what_is_refused_is_mended_first() {
        StepView refused = step("update_status", StepRole.COMPENSATION, "ORDER_NOT_FOUND");

        assertThat(of(saga(SagaStatus.COMPENSATING, true), refused, READ).help())
                .isEqualTo("Mend what the refusal names; then Retry, or wait for the next try.");
    }

    @Test
    void what_is_flagged_is_not_said_to_need_nothing() {
        StepView silent = step("check_stock", StepRole.ACTION, null);

        assertThat(of(saga(SagaStatus.STARTED, true), silent, READ).help())
                .startsWith("Its command goes unanswered again and again: see what product-service logs")
                .contains(CANCEL);
    }

    @Test
    void past_the_pivot_nobody_is_told_to_cancel() {
        StepView last = step("update_status", StepRole.ACTION, null);
        SagaView saga = saga(SagaStatus.STARTED, false, succeeded("update_stock"), last);

        Waiting waiting = of(saga, last, READ);

        assertThat(waiting.help()).doesNotContain(CANCEL);
        assertThat(waiting.next()).noneMatch(line -> line.contains("stock is not taken"));
    }

    @Test
    void a_queue_of_which_nothing_is_known_is_not_said_to_be_fine() {
        StepView step = step("check_stock", StepRole.ACTION, null);
        SagaView saga = saga(SagaStatus.STARTED, false);

        Waiting unknown = Waiting.of(saga, step, true, Optional.empty(), Optional.empty());

        assertThat(unknown.help()).doesNotContain("Nothing needs to be done").contains("not known yet");
        assertThat(unknown.next()).contains("Nothing is known of its queue yet.");
        assertThat(of(saga, step, new Queues.Depth("q", 0, 0, "the broker cannot be reached"))
                        .help())
                .startsWith("Bring the broker back");
    }

    @Test
    void a_queue_that_nobody_reads_or_that_is_not_there_names_the_service_to_start() {
        StepView step = step("check_stock", StepRole.ACTION, null);
        SagaView saga = saga(SagaStatus.STARTED, true);

        assertThat(of(saga, step, new Queues.Depth("q", 3, 0, null)).help()).contains("start product-service");
        assertThat(of(saga, step, new Queues.Depth("q", 0, 0, Queues.NO_QUEUE)).help())
                .contains("start product-service");
    }

    @Test
    void what_no_deployed_definition_drives_is_not_said_to_be_sent_again() {
        StepView step = step("check_stock", StepRole.ACTION, null);

        Waiting stranded = Waiting.of(saga(SagaStatus.STARTED, true), step, false, Optional.of(READ), Optional.empty());

        assertThat(stranded.next())
                .anyMatch(line -> line.contains("version 1 of the definition 'order', which is not deployed here"))
                .noneMatch(line -> line.contains("sent again at"));
        assertThat(stranded.help()).contains("deploy that version").doesNotContain("Retry", CANCEL);
    }

    private static Waiting of(SagaView saga, StepView step, Queues.Depth queue) {
        return Waiting.of(saga, step, true, Optional.of(queue), Optional.of("12 other sagas wait for the same."));
    }

    private static StepView step(String name, StepRole role, @Nullable String refusal) {
        String service = name.equals("update_status") ? "order" : "product";
        return new StepView(name, service, role, "IN_DOUBT", 9, THEN, List.of(), null, THEN, refusal, refusal);
    }

    private static StepView succeeded(String name) {
        return new StepView(name, "product", StepRole.ACTION, "SUCCEEDED", 1, THEN, List.of(), THEN, null, null, null);
    }

    private static SagaView saga(SagaStatus status, boolean needsAttention, StepView... steps) {
        UUID id = UUID.randomUUID();
        return new SagaView(
                id,
                id,
                status,
                needsAttention,
                "order",
                1,
                1,
                1,
                1,
                null,
                null,
                null,
                null,
                THEN,
                THEN,
                null,
                "trace",
                List.of(steps),
                List.of(),
                null);
    }
}
