package io.ordersaga.orchestrator.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.messages.order.OrderCommand.CreateOrder;
import io.ordersaga.messages.order.OrderCommand.UpdateStatus;
import io.ordersaga.messages.product.ProductCommand.CheckStock;
import io.ordersaga.messages.user.UserCommand.UpdateBalance;
import io.ordersaga.orchestrator.engine.RetryPolicy;
import io.ordersaga.orchestrator.engine.SagaDefinition;
import io.ordersaga.orchestrator.engine.SagaStatus;
import io.ordersaga.orchestrator.engine.StepRole;
import io.ordersaga.orchestrator.order.SagaView;
import io.ordersaga.orchestrator.saga.StepView;
import java.time.Duration;
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
    /** Its point of no return is another than the order saga's. */
    private static final SagaDefinition<String> DEFINITION = SagaDefinition.named("order", 1, String.class)
            .retrying(new RetryPolicy(Duration.ofSeconds(5), Duration.ofMinutes(1), 0, 8))
            .step(CreateOrder.class, _ -> made())
            .undoneBy(UpdateStatus.class, (_, _) -> made())
            .step(CheckStock.class, _ -> made())
            .nothingToUndo()
            .pivot(UpdateBalance.class, _ -> made())
            .retriable(UpdateStatus.class, _ -> made())
            .build();

    private static final Queues.Depth READ = new Queues.Depth("order-service.commands", 0, 1, null);

    @Test
    void what_is_overdue_and_no_more_needs_nothing_and_can_be_retried_or_cancelled() {
        Waiting waiting = of(saga(SagaStatus.STARTED, false), step("check_stock", StepRole.ACTION, null), READ);

        assertThat(waiting.help())
                .startsWith("Nothing needs to be done yet. Retry sends the command now")
                .contains(CANCEL);
        assertThat(waiting.next())
                .contains("12 other sagas wait for the same.")
                .anyMatch(
                        line -> line.startsWith("Unless update_balance has succeeded by then, the order is undone at"));
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
        SagaView saga = saga(SagaStatus.STARTED, false, succeeded("update_balance"), last);

        Waiting waiting = of(saga, last, READ);

        assertThat(waiting.help()).doesNotContain(CANCEL);
        assertThat(waiting.next()).noneMatch(line -> line.startsWith("Unless"));
    }

    @Test
    void a_queue_of_which_nothing_is_known_is_not_said_to_be_fine() {
        StepView step = step("check_stock", StepRole.ACTION, null);
        SagaView saga = saga(SagaStatus.STARTED, false);

        Waiting unknown = Waiting.of(saga, step, Optional.of(DEFINITION), Optional.empty(), Optional.empty());

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

        Waiting stranded =
                Waiting.of(saga(SagaStatus.STARTED, true), step, Optional.empty(), Optional.of(READ), Optional.empty());

        assertThat(stranded.next())
                .anyMatch(line -> line.contains("version 1 of the definition 'order', which is not deployed here"))
                .noneMatch(line -> line.contains("sent again at"));
        assertThat(stranded.help()).contains("deploy that version").doesNotContain("Retry", CANCEL);
    }

    @Test
    void it_is_told_which_try_it_is_from_which_it_needs_attention_and_in_how_long_the_next_one_comes() {
        SagaView saga = saga(SagaStatus.STARTED, false);
        Instant soon = Instant.now().plusSeconds(1_000);

        Waiting third = of(saga, tried(3, soon), READ);

        assertThat(third.why()).endsWith("; this is the 3rd try; from the 8th on it needs attention.");
        assertThat(third.next()).anyMatch(line -> line.matches(".* sent again at .* UTC, in 16 min [0-9]+ s, and .*"));
        assertThat(of(saga, tried(7, soon), READ).why()).contains("from the 8th on");
        assertThat(of(saga, tried(8, soon), READ).why()).endsWith("; this is the 8th try.");
        assertThat(of(saga, tried(8, THEN), READ).next())
                .anyMatch(line -> line.contains(" UTC, any moment now, and again"));
    }

    private static StepView tried(int attempts, Instant next) {
        return new StepView(
                "check_stock",
                "product",
                StepRole.ACTION,
                "IN_DOUBT",
                attempts,
                THEN,
                List.of(),
                null,
                next,
                null,
                null);
    }

    /** The definition's commands are only named here. */
    private static <C> C made() {
        throw new IllegalStateException("no command is to be made");
    }

    private static Waiting of(SagaView saga, StepView step, Queues.Depth queue) {
        return Waiting.of(
                saga,
                step,
                Optional.of(DEFINITION),
                Optional.of(queue),
                Optional.of("12 other sagas wait for the same."));
    }

    private static StepView step(String name, StepRole role, @Nullable String refusal) {
        String service = name.equals("update_status") ? "order" : "product";
        return new StepView(name, service, role, "IN_DOUBT", 9, THEN, List.of(), null, THEN, refusal, refusal);
    }

    private static StepView succeeded(String name) {
        return new StepView(name, "user", StepRole.ACTION, "SUCCEEDED", 1, THEN, List.of(), THEN, null, null, null);
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
