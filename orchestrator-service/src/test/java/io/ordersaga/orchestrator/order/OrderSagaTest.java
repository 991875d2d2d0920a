package io.ordersaga.orchestrator.order;

import static io.ordersaga.orchestrator.order.OrderSagaTale.BEGIN;
import static io.ordersaga.orchestrator.order.OrderSagaTale.CHECK_BALANCE;
import static io.ordersaga.orchestrator.order.OrderSagaTale.CHECK_STOCK;
import static io.ordersaga.orchestrator.order.OrderSagaTale.CREATE_ORDER;
import static io.ordersaga.orchestrator.order.OrderSagaTale.DEFINITION;
import static io.ordersaga.orchestrator.order.OrderSagaTale.ORDER;
import static io.ordersaga.orchestrator.order.OrderSagaTale.PRICE;
import static io.ordersaga.orchestrator.order.OrderSagaTale.REFUND_BALANCE;
import static io.ordersaga.orchestrator.order.OrderSagaTale.RESTORE_STOCK;
import static io.ordersaga.orchestrator.order.OrderSagaTale.SAGA;
import static io.ordersaga.orchestrator.order.OrderSagaTale.TOTAL;
import static io.ordersaga.orchestrator.order.OrderSagaTale.UPDATE_BALANCE;
import static io.ordersaga.orchestrator.order.OrderSagaTale.UPDATE_STATUS;
import static io.ordersaga.orchestrator.order.OrderSagaTale.UPDATE_STOCK;
import static io.ordersaga.orchestrator.order.OrderSagaTale.waitingFor;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.messages.Failure;
import io.ordersaga.messages.FailureCode;
import io.ordersaga.messages.MessageJson;
import io.ordersaga.messages.order.OrderCommand.CreateOrder;
import io.ordersaga.messages.order.OrderCommand.FinalStatus;
import io.ordersaga.messages.order.OrderCommand.UpdateStatus;
import io.ordersaga.messages.order.OrderEvent.OrderCreated;
import io.ordersaga.messages.product.ProductCommand.CheckStock;
import io.ordersaga.messages.product.ProductCommand.RestoreStock;
import io.ordersaga.messages.product.ProductCommand.UpdateStock;
import io.ordersaga.messages.user.UserCommand.CheckBalance;
import io.ordersaga.messages.user.UserCommand.RefundBalance;
import io.ordersaga.messages.user.UserCommand.UpdateBalance;
import io.ordersaga.orchestrator.engine.Decision;
import io.ordersaga.orchestrator.engine.Moment;
import io.ordersaga.orchestrator.engine.SagaEngine;
import io.ordersaga.orchestrator.engine.SagaState;
import io.ordersaga.orchestrator.engine.SagaStatus;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The order saga, answer by answer, with every command that it sends. */
class OrderSagaTest {

    private static final UpdateBalance DEBIT = new UpdateBalance(SAGA, ORDER, 3, TOTAL);
    private static final RefundBalance REFUND = new RefundBalance(SAGA, ORDER, 3, TOTAL);
    private static final UpdateStock TAKE = new UpdateStock(SAGA, ORDER, 7, 2);
    private static final RestoreStock RESTORE = new RestoreStock(SAGA, ORDER, 7, 2);
    private static final UpdateStatus CANCELLED = cancelled(TOTAL);

    @Test
    void an_order_for_which_everything_is_there_completes() {
        new OrderSagaTale()
                .sends(new CreateOrder(SAGA, ORDER, 3, 7, 2))
                .succeeds(CREATE_ORDER)
                .sends(new CheckStock(SAGA, ORDER, 7, 2))
                .succeeds(CHECK_STOCK)
                .sends(new CheckBalance(SAGA, ORDER, 3, TOTAL))
                .succeeds(CHECK_BALANCE)
                .sends(DEBIT)
                .succeeds(UPDATE_BALANCE)
                .sends(TAKE)
                .succeeds(UPDATE_STOCK)
                .sends(new UpdateStatus(SAGA, ORDER, FinalStatus.SUCCESS, TOTAL, null, null))
                .succeeds(UPDATE_STATUS)
                .sends()
                .isNow(SagaStatus.COMPLETED);
    }

    @Test
    void a_refusal_before_the_debit_only_fails_the_order() {
        waitingFor(CHECK_BALANCE)
                .refuses(CHECK_BALANCE, FailureCode.INSUFFICIENT_BALANCE)
                .sends(failed(FailureCode.INSUFFICIENT_BALANCE))
                .succeeds(UPDATE_STATUS)
                .sends()
                .isNow(SagaStatus.FAILED);
    }

    @Test
    void a41_a_refusal_with_what_no_text_can_hold_is_told_on_without_it() {
        waitingFor(CHECK_BALANCE)
                .answers(CHECK_BALANCE, new Failure(SAGA, ORDER, "NO\0PE", "no\0pe"))
                .sends(new UpdateStatus(SAGA, ORDER, FinalStatus.FAILED, TOTAL, "NO\uFFFDPE", "no\uFFFDpe"));
    }

    @Test
    void a41_a_refusal_of_whatever_length_fits_into_the_command_that_tells_it_on() {
        OrderSagaTale tale = waitingFor(CHECK_BALANCE)
                .answers(CHECK_BALANCE, new Failure(SAGA, ORDER, "C".repeat(30_000), "\uD83D\uDE00/".repeat(10_000)));

        assertThat(tale.commands()).singleElement().isInstanceOfSatisfying(UpdateStatus.class, told -> {
            assertThat(told.failureReason()).startsWith("\uD83D\uDE00/").hasSizeBetween(1_999, 2_000);
            assertThat(told.failureCode()).hasSize(100);
            assertThat(MessageJson.read(MessageJson.write(told), UpdateStatus.class))
                    .isEqualTo(told);
            assertThat(MessageJson.write(told)).hasSizeLessThan(20_000);
        });
    }

    @Test
    void stock_sold_in_between_refunds_the_money_and_then_fails_the_order() {
        waitingFor(UPDATE_STOCK)
                .refuses(UPDATE_STOCK, FailureCode.INSUFFICIENT_STOCK)
                .sends(REFUND)
                .succeeds(REFUND_BALANCE)
                .sends(failed(FailureCode.INSUFFICIENT_STOCK))
                .succeeds(UPDATE_STATUS)
                .sends()
                .isNow(SagaStatus.FAILED);
    }

    @Test
    void a37_a_cancel_undoes_also_the_step_whose_outcome_is_unknown() {
        waitingFor(UPDATE_STOCK)
                .isCancelled()
                .sends(RESTORE)
                .succeeds(RESTORE_STOCK)
                .sends(REFUND)
                .succeeds(REFUND_BALANCE)
                .sends(CANCELLED)
                .succeeds(UPDATE_STATUS)
                .sends()
                .isNow(SagaStatus.FAILED);
    }

    @Test
    void a03_the_answer_to_a_compensation_may_overtake_the_answer_to_its_action() {
        waitingFor(UPDATE_STOCK)
                .isCancelled()
                .succeeds(RESTORE_STOCK)
                .sends(REFUND)
                .succeeds(UPDATE_STOCK)
                .ignoresIt("The saga was waiting for user.refund_balance.")
                .succeeds(REFUND_BALANCE)
                .sends(CANCELLED)
                .succeeds(UPDATE_STATUS)
                .isNow(SagaStatus.FAILED);
    }

    @Test
    void a04_a_success_that_comes_when_its_step_is_being_undone_is_ignored() {
        waitingFor(UPDATE_STOCK)
                .isCancelled()
                .sends(RESTORE)
                .succeeds(UPDATE_STOCK)
                .ignoresIt("The saga was waiting for product.restore_stock.");
    }

    @Test
    void a50_the_first_answer_counts_whichever_try_it_answers_and_the_others_are_late() {
        waitingFor(UPDATE_BALANCE)
                .after(Duration.ofSeconds(10))
                .sends(DEBIT)
                .succeeds(UPDATE_BALANCE)
                .sends(TAKE)
                .succeeds(UPDATE_BALANCE)
                .ignoresIt("The saga was waiting for product.update_stock.");
    }

    @Test
    void a37_a_cancel_after_the_pivot_is_refused_and_changes_nothing() {
        OrderSagaTale tale = waitingFor(UPDATE_STATUS);
        SagaState<OrderData> before = tale.state();

        tale.isCancelled().refusesIt("It is past its point of no return and will complete.");

        assertThat(tale.state()).isEqualTo(before);
    }

    @Test
    void a39_a_second_cancel_finds_what_the_first_did() {
        waitingFor(CHECK_BALANCE).isCancelled().sends(CANCELLED).isCancelled().ignoresIt("It is being undone already.");
    }

    @Test
    void an_order_cancelled_before_it_is_recorded_is_recorded_first_and_failed_then() {
        OrderSagaTale tale = new OrderSagaTale().isCancelled().sends();
        tale.isNow(SagaStatus.COMPENSATING);

        tale.succeeds(CREATE_ORDER).sends(cancelled(null));
    }

    @Test
    void a02_p5_an_answer_that_is_not_waited_for_moves_nothing() {
        OrderSagaTale tale = waitingFor(CHECK_BALANCE);
        SagaState<OrderData> before = tale.state();

        tale.succeeds(CHECK_STOCK).ignoresIt("The saga was waiting for user.check_balance.");

        assertThat(tale.state()).isEqualTo(before);
    }

    @Test
    void a31_the_price_of_the_stock_check_holds() {
        OrderData order = waitingFor(CHECK_BALANCE).state().data();

        assertThat(order.unitPrice()).isEqualTo(PRICE);
        assertThat(order.total()).isEqualTo(TOTAL);
    }

    @Test
    void an_order_that_was_recorded_without_the_saga_goes_on_with_the_stock_check() {
        OrderCreated event = new OrderCreated(SAGA, ORDER, 3, 7, 2);

        Decision<OrderData> adopted =
                new SagaEngine<>(DEFINITION).startFrom(event, OrderData.of(event), new Moment(BEGIN, 0));

        assertThat(adopted.commands()).containsExactly(new CheckStock(SAGA, ORDER, 7, 2));
    }

    private static UpdateStatus failed(String code) {
        return new UpdateStatus(SAGA, ORDER, FinalStatus.FAILED, TOTAL, code, "because");
    }

    private static UpdateStatus cancelled(@Nullable BigDecimal total) {
        return new UpdateStatus(
                SAGA, ORDER, FinalStatus.FAILED, total, FailureCode.CANCELLED, "It was cancelled by hand.");
    }
}
