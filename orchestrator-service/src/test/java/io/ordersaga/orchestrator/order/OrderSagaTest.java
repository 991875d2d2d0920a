package io.ordersaga.orchestrator.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.messages.Command;
import io.ordersaga.messages.Done;
import io.ordersaga.messages.Event;
import io.ordersaga.messages.Failure;
import io.ordersaga.messages.FailureCode;
import io.ordersaga.messages.MessageJson;
import io.ordersaga.messages.Step;
import io.ordersaga.messages.order.OrderCommand.CreateOrder;
import io.ordersaga.messages.order.OrderCommand.FinalStatus;
import io.ordersaga.messages.order.OrderCommand.UpdateStatus;
import io.ordersaga.messages.order.OrderEvent.OrderCreated;
import io.ordersaga.messages.product.ProductCommand.CheckStock;
import io.ordersaga.messages.product.ProductCommand.RestoreStock;
import io.ordersaga.messages.product.ProductCommand.UpdateStock;
import io.ordersaga.messages.product.ProductEvent.StockChecked;
import io.ordersaga.messages.user.UserCommand.CheckBalance;
import io.ordersaga.messages.user.UserCommand.RefundBalance;
import io.ordersaga.messages.user.UserCommand.UpdateBalance;
import io.ordersaga.orchestrator.engine.Decision;
import io.ordersaga.orchestrator.engine.Decision.Ignored;
import io.ordersaga.orchestrator.engine.Decision.Refused;
import io.ordersaga.orchestrator.engine.Moment;
import io.ordersaga.orchestrator.engine.RetryPolicy;
import io.ordersaga.orchestrator.engine.SagaDefinition;
import io.ordersaga.orchestrator.engine.SagaEngine;
import io.ordersaga.orchestrator.engine.SagaStatus;
import io.ordersaga.orchestrator.engine.StepState;
import io.ordersaga.orchestrator.engine.StepStatus;
import io.ordersaga.orchestrator.engine.Trigger;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The order saga, answer by answer, with every command that it sends. */
class OrderSagaTest {

    private static final UUID SAGA = UUID.fromString("01a20790-0000-7000-8000-000000000001");
    private static final UUID ORDER = UUID.fromString("01a20790-0000-7000-8000-000000000002");
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
    private static final BigDecimal PRICE = new BigDecimal("19.99");
    private static final BigDecimal TOTAL = new BigDecimal("39.98");
    private static final Done DONE = new Done(SAGA, ORDER);

    private final SagaDefinition<OrderData> definition = OrderSaga.definition(
            Duration.ofMinutes(15), new RetryPolicy(Duration.ofSeconds(5), Duration.ofMinutes(1), 0.5, 3));
    private final SagaEngine<OrderData> engine = new SagaEngine<>(definition);
    private final List<Command> sent = new ArrayList<>();
    private Instant now = START;
    private Decision<OrderData> at;

    @BeforeEach
    void anOrderComesIn() {
        take(engine.start(new OrderData(SAGA, ORDER, 7, 9, 2, null), moment()));
    }

    @Test
    void an_order_for_which_everything_is_there_completes() {
        answerUpTo(6);

        assertThat(sent)
                .containsExactly(
                        new CreateOrder(SAGA, ORDER, 7, 9, 2),
                        new CheckStock(SAGA, ORDER, 9, 2),
                        new CheckBalance(SAGA, ORDER, 7, TOTAL),
                        new UpdateBalance(SAGA, ORDER, 7, TOTAL),
                        new UpdateStock(SAGA, ORDER, 9, 2),
                        new UpdateStatus(SAGA, ORDER, FinalStatus.SUCCESS, TOTAL, null, null));
        assertThat(at.state().status()).isEqualTo(SagaStatus.COMPLETED);
        assertThat(definition.dueAt(at.state())).isEmpty();
    }

    @Test
    void a_refusal_before_the_debit_only_fails_the_order() {
        answerUpTo(2);
        sent.clear();

        refuse(FailureCode.INSUFFICIENT_BALANCE);

        assertThat(sent).containsExactly(failed(TOTAL, FailureCode.INSUFFICIENT_BALANCE));
        answer(DONE);
        assertThat(at.state().status()).isEqualTo(SagaStatus.FAILED);
    }

    @Test
    void a41_a_refusal_with_what_no_text_can_hold_is_told_on_without_it() {
        answerUpTo(2);
        sent.clear();

        on(new Trigger.Answered(
                at.state().waiting().orElseThrow().step(), new Failure(SAGA, ORDER, "NO\0PE", "no\0pe")));

        assertThat(sent)
                .singleElement()
                .isInstanceOfSatisfying(
                        UpdateStatus.class,
                        told -> assertThat(told.failureCode() + told.failureReason())
                                .isEqualTo("NO\uFFFDPEno\uFFFDpe"));
    }

    @Test
    void a41_a_refusal_of_whatever_length_fits_into_the_command_that_tells_it_on() {
        answerUpTo(2);
        sent.clear();
        Step waiting = at.state().waiting().orElseThrow().step();

        on(new Trigger.Answered(waiting, new Failure(SAGA, ORDER, "C".repeat(30_000), "\uD83D\uDE00/".repeat(10_000))));

        assertThat(sent).singleElement().isInstanceOfSatisfying(UpdateStatus.class, told -> {
            assertThat(told.failureReason()).startsWith("\uD83D\uDE00/").hasSizeBetween(1_999, 2_000);
            assertThat(told.failureCode()).hasSize(100);
            assertThat(MessageJson.read(MessageJson.write(told), UpdateStatus.class))
                    .isEqualTo(told);
            assertThat(MessageJson.write(told)).hasSizeLessThan(20_000);
        });
    }

    @Test
    void stock_sold_in_between_refunds_the_money_and_then_fails_the_order() {
        answerUpTo(4);
        sent.clear();

        refuse(FailureCode.INSUFFICIENT_STOCK);
        answer(DONE);
        answer(DONE);

        assertThat(sent)
                .containsExactly(
                        new RefundBalance(SAGA, ORDER, 7, TOTAL), failed(TOTAL, FailureCode.INSUFFICIENT_STOCK));
        assertThat(at.state().status()).isEqualTo(SagaStatus.FAILED);
    }

    @Test
    void a03_the_answer_to_a_compensation_may_overtake_the_answer_to_its_action() {
        answerUpTo(4);
        on(new Trigger.Cancel());

        answer(DONE);
        on(new Trigger.Answered(new Step("product", "update_stock"), DONE));
        assertThat(at.verdict()).isInstanceOf(Ignored.class);
        answer(DONE);
        answer(DONE);

        assertThat(at.state().status()).isEqualTo(SagaStatus.FAILED);
        assertThat(sent).filteredOn(RestoreStock.class::isInstance).hasSize(1);
        assertThat(sent).filteredOn(RefundBalance.class::isInstance).hasSize(1);
    }

    @Test
    void a50_the_first_answer_counts_whichever_try_it_answers_and_the_others_are_late() {
        answerUpTo(3);
        now = START.plusSeconds(10);
        on(new Trigger.TimePassed());
        assertThat(sent).filteredOn(UpdateBalance.class::isInstance).hasSize(2);
        Step debit = new Step("user", "update_balance");

        on(new Trigger.Answered(debit, DONE));
        on(new Trigger.Answered(debit, DONE));

        assertThat(at.verdict()).isInstanceOf(Ignored.class);
        assertThat(sent).filteredOn(UpdateStock.class::isInstance).hasSize(1);
    }

    @Test
    void a37_a_cancel_undoes_also_the_step_whose_outcome_is_unknown() {
        answerUpTo(4);
        sent.clear();

        on(new Trigger.Cancel());
        answer(DONE);
        answer(DONE);
        answer(DONE);

        assertThat(sent)
                .containsExactly(
                        new RestoreStock(SAGA, ORDER, 9, 2),
                        new RefundBalance(SAGA, ORDER, 7, TOTAL),
                        failed(TOTAL, FailureCode.CANCELLED));
        assertThat(at.state().status()).isEqualTo(SagaStatus.FAILED);
    }

    @Test
    void a37_a_cancel_after_the_pivot_is_refused_and_changes_nothing() {
        answerUpTo(5);
        Decision<OrderData> before = at;

        on(new Trigger.Cancel());

        assertThat(at.verdict()).isInstanceOf(Refused.class);
        assertThat(at.state()).isEqualTo(before.state());
        assertThat(at.commands()).isEmpty();
    }

    @Test
    void a39_a_second_cancel_finds_what_the_first_did() {
        answerUpTo(2);
        on(new Trigger.Cancel());

        on(new Trigger.Cancel());

        assertThat(at.verdict()).isInstanceOf(Ignored.class);
        assertThat(at.commands()).isEmpty();
    }

    @Test
    void an_order_cancelled_before_it_is_recorded_is_recorded_first_and_failed_then() {
        sent.clear();
        on(new Trigger.Cancel());
        assertThat(sent).isEmpty();
        assertThat(at.state().status()).isEqualTo(SagaStatus.COMPENSATING);

        answer(new OrderCreated(SAGA, ORDER, 7, 9, 2));

        assertThat(sent).containsExactly(failed(null, FailureCode.CANCELLED));
    }

    @Test
    void a02_p5_an_answer_that_is_not_waited_for_moves_nothing() {
        answerUpTo(2);
        Decision<OrderData> before = at;

        on(new Trigger.Answered(Step.of(CheckStock.class), new StockChecked(SAGA, ORDER, BigDecimal.ONE)));

        assertThat(at.verdict()).isEqualTo(new Ignored("The saga was waiting for user.check_balance."));
        assertThat(at.state()).isEqualTo(before.state());
    }

    @Test
    void a04_a_success_that_comes_when_its_step_is_being_undone_is_ignored() {
        answerUpTo(4);
        on(new Trigger.Cancel());

        on(new Trigger.Answered(Step.of(UpdateStock.class), DONE));

        assertThat(at.verdict()).isInstanceOf(Ignored.class);
        assertThat(at.state().waiting().orElseThrow().step()).isEqualTo(Step.of(RestoreStock.class));
    }

    @Test
    void p4_an_overdue_command_is_in_doubt_and_sent_again_after_growing_pauses() {
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Instant due = definition.dueAt(at.state()).orElseThrow();
            pauses.add(Duration.between(now, due).toSeconds());
            now = due;
            on(new Trigger.TimePassed());
        }

        assertThat(pauses).containsExactly(5L, 10L, 20L, 40L, 80L, 160L);
        assertThat(sent).hasSize(7).containsOnly(new CreateOrder(SAGA, ORDER, 7, 9, 2));
        assertThat(at.state().waiting().orElseThrow().status()).isEqualTo(StepStatus.IN_DOUBT);
        assertThat(definition.needsAttention(at.state())).isTrue();
    }

    @Test
    void of_what_is_sent_for_ever_the_newest_times_are_remembered() {
        answerUpTo(5);
        List<Instant> times = new ArrayList<>();
        for (int i = 0; i < StepState.MOST_RESENT + 5; i++) {
            now = now.plus(Duration.ofMinutes(11));
            times.add(now);
            on(new Trigger.TimePassed());
        }

        assertThat(at.state().waiting().orElseThrow().resentAt()).isEqualTo(times.subList(5, times.size()));
    }

    @Test
    void a16_a_timer_that_fires_twice_sends_once() {
        now = definition.dueAt(at.state()).orElseThrow();
        on(new Trigger.TimePassed());
        sent.clear();

        on(new Trigger.TimePassed());

        assertThat(sent).isEmpty();
    }

    @Test
    void p4_past_its_deadline_it_turns_back_before_the_pivot() {
        answerUpTo(3);
        sent.clear();
        now = START.plus(Duration.ofMinutes(15));

        on(new Trigger.TimePassed());

        assertThat(sent).containsExactly(new RefundBalance(SAGA, ORDER, 7, TOTAL));
        assertThat(at.state().failure()).extracting("code").isEqualTo(FailureCode.TIMED_OUT);
    }

    @Test
    void p4_past_its_deadline_it_goes_on_forward_after_the_pivot() {
        answerUpTo(5);
        now = START.plus(Duration.ofHours(1));

        on(new Trigger.TimePassed());

        assertThat(at.state().status()).isEqualTo(SagaStatus.STARTED);
        assertThat(at.commands())
                .containsExactly(new UpdateStatus(SAGA, ORDER, FinalStatus.SUCCESS, TOTAL, null, null));
    }

    @Test
    void a20_a_compensation_that_is_refused_is_tried_again_and_the_order_of_undoing_is_kept() {
        answerUpTo(4);
        refuse(FailureCode.INSUFFICIENT_STOCK);
        sent.clear();

        refuse("SOMETHING");
        assertThat(sent).isEmpty();
        now = definition.dueAt(at.state()).orElseThrow();
        on(new Trigger.TimePassed());

        assertThat(sent).containsExactly(new RefundBalance(SAGA, ORDER, 7, TOTAL));
        assertThat(at.state().status()).isEqualTo(SagaStatus.COMPENSATING);
    }

    @Test
    void a31_the_price_of_the_stock_check_holds() {
        answerUpTo(2);

        assertThat(at.state().data().unitPrice()).isEqualTo(PRICE);
        assertThat(at.state().data().total()).isEqualTo(TOTAL);
    }

    @Test
    void a_retry_sends_the_unanswered_command_at_once() {
        sent.clear();

        on(new Trigger.Retry());

        assertThat(sent).containsExactly(new CreateOrder(SAGA, ORDER, 7, 9, 2));
    }

    @Test
    void an_order_that_was_recorded_without_the_saga_goes_on_with_the_stock_check() {
        OrderCreated event = new OrderCreated(SAGA, ORDER, 7, 9, 2);

        Decision<OrderData> adopted = engine.startFrom(event, OrderData.of(event), moment());

        assertThat(adopted.commands()).containsExactly(new CheckStock(SAGA, ORDER, 9, 2));
    }

    private void answerUpTo(int steps) {
        List<Event> answers = List.of(
                new OrderCreated(SAGA, ORDER, 7, 9, 2), new StockChecked(SAGA, ORDER, PRICE), DONE, DONE, DONE, DONE);
        answers.subList(0, steps).forEach(this::answer);
    }

    private void answer(Event event) {
        Step step = at.state().waiting().orElseThrow().step();
        on(new Trigger.Answered(step, event));
    }

    private void refuse(String code) {
        answer(new CheckStock(SAGA, ORDER, 9, 2).refuse(code, "no"));
    }

    private void on(Trigger trigger) {
        take(engine.on(at.state(), trigger, moment()));
    }

    private void take(Decision<OrderData> decision) {
        at = decision;
        sent.addAll(decision.commands());
    }

    private Moment moment() {
        return new Moment(now, 0);
    }

    private static UpdateStatus failed(BigDecimal total, String code) {
        String reason =
                switch (code) {
                    case FailureCode.CANCELLED -> "The order was cancelled.";
                    default -> "no";
                };
        return new UpdateStatus(SAGA, ORDER, FinalStatus.FAILED, total, code, reason);
    }
}
