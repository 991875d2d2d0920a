package io.ordersaga.orchestrator.order;

import static io.ordersaga.orchestrator.order.OrderSagaTale.CHECK_STOCK;
import static io.ordersaga.orchestrator.order.OrderSagaTale.CREATE_ORDER;
import static io.ordersaga.orchestrator.order.OrderSagaTale.ORDER;
import static io.ordersaga.orchestrator.order.OrderSagaTale.REFUND_BALANCE;
import static io.ordersaga.orchestrator.order.OrderSagaTale.SAGA;
import static io.ordersaga.orchestrator.order.OrderSagaTale.TOTAL;
import static io.ordersaga.orchestrator.order.OrderSagaTale.UPDATE_STATUS;
import static io.ordersaga.orchestrator.order.OrderSagaTale.UPDATE_STOCK;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.messages.order.OrderCommand.CreateOrder;
import io.ordersaga.messages.order.OrderCommand.FinalStatus;
import io.ordersaga.messages.order.OrderCommand.UpdateStatus;
import io.ordersaga.messages.product.ProductCommand.CheckStock;
import io.ordersaga.messages.product.ProductCommand.RestoreStock;
import io.ordersaga.messages.user.UserCommand.RefundBalance;
import io.ordersaga.orchestrator.engine.SagaStatus;
import io.ordersaga.orchestrator.engine.StepState;
import io.ordersaga.orchestrator.engine.StepStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of the order saga when no answer comes, or none that helps. */
class OrderSagaInTimeTest {

    private static final Duration A_MOMENT = Duration.ofMillis(1);
    private static final CheckStock CHECK = new CheckStock(SAGA, ORDER, 7, 2);
    private static final UpdateStatus SUCCESS = new UpdateStatus(SAGA, ORDER, FinalStatus.SUCCESS, TOTAL, null, null);

    @Test
    void an_unanswered_command_is_sent_again_when_it_is_due_and_not_before() {
        OrderSagaTale.waitingFor(CHECK_STOCK)
                .after(Duration.ofSeconds(5).minus(A_MOMENT))
                .ignoresIt("Nothing is due.")
                .after(A_MOMENT)
                .sends(CHECK);
    }

    @Test
    void a16_a_timer_that_fires_twice_sends_once() {
        OrderSagaTale.waitingFor(CHECK_STOCK)
                .after(Duration.ofSeconds(5))
                .sends(CHECK)
                .after(Duration.ZERO)
                .ignoresIt("Nothing is due.");
    }

    @Test
    void p4_each_wait_is_twice_as_long_as_the_one_before() {
        OrderSagaTale tale = OrderSagaTale.waitingFor(CHECK_STOCK);
        for (int seconds : new int[] {5, 10, 20, 40, 80, 160, 320}) {
            tale.after(Duration.ofSeconds(seconds).minus(A_MOMENT)).ignoresIt("Nothing is due.");
            tale.after(A_MOMENT).sends(CHECK);
        }
        StepState waiting = tale.state().waiting().orElseThrow();
        assertThat(waiting.status()).isEqualTo(StepStatus.IN_DOUBT);
        assertThat(waiting.attempts()).isEqualTo(8);
    }

    @Test
    void of_what_is_sent_for_ever_the_newest_times_are_remembered() {
        OrderSagaTale tale = OrderSagaTale.waitingFor(UPDATE_STATUS);
        List<Instant> times = new ArrayList<>();
        for (int i = 1; i <= StepState.MOST_RESENT + 5; i++) {
            tale.after(Duration.ofMinutes(11)).sends(SUCCESS);
            times.add(OrderSagaTale.BEGIN.plus(Duration.ofMinutes(11L * i)));
        }

        assertThat(tale.state().waiting().orElseThrow().resentAt()).isEqualTo(times.subList(5, times.size()));
    }

    @Test
    void p4_what_goes_unanswered_too_often_needs_attention_until_it_is_answered() {
        OrderSagaTale tale = OrderSagaTale.waitingFor(CHECK_STOCK).after(Duration.ofSeconds(5));
        assertThat(tale.definition.needsAttention(tale.state())).isFalse();

        tale.after(Duration.ofSeconds(10)).sends(CHECK);
        assertThat(tale.definition.needsAttention(tale.state())).isTrue();

        tale.succeeds(CHECK_STOCK);
        assertThat(tale.definition.needsAttention(tale.state())).isFalse();
    }

    @Test
    void a_person_can_have_it_sent_now() {
        OrderSagaTale.waitingFor(CHECK_STOCK).isRetried().sends(CHECK);
        OrderSagaTale.waitingFor(UPDATE_STATUS)
                .succeeds(UPDATE_STATUS)
                .isRetried()
                .refusesIt("It is COMPLETED and waits for no answer.");
    }

    @Test
    void a15_p4_the_deadline_before_the_pivot_turns_the_saga_back() {
        OrderSagaTale.waitingFor(UPDATE_STOCK)
                .after(OrderSagaTale.DEADLINE)
                .sends(new RestoreStock(SAGA, ORDER, 7, 2))
                .isNow(SagaStatus.COMPENSATING);
    }

    @Test
    void the_deadline_comes_even_when_the_next_sending_is_later() {
        OrderSagaTale tale = OrderSagaTale.waitingFor(CHECK_STOCK);
        tale.after(OrderSagaTale.DEADLINE.minusSeconds(2)).sends(CHECK);

        assertThat(tale.definition.dueAt(tale.state())).hasValue(OrderSagaTale.BEGIN.plus(OrderSagaTale.DEADLINE));
        tale.after(Duration.ofSeconds(2))
                .sends(new UpdateStatus(
                        SAGA, ORDER, FinalStatus.FAILED, null, "TIMED_OUT", "The saga's deadline has passed."));
    }

    @Test
    void the_deadline_waits_for_an_order_that_is_not_known_to_be_recorded() {
        new OrderSagaTale()
                .after(OrderSagaTale.DEADLINE)
                .sends()
                .after(Duration.ZERO)
                .sends(new CreateOrder(SAGA, ORDER, 3, 7, 2))
                .succeeds(CREATE_ORDER)
                .sends(new UpdateStatus(
                        SAGA, ORDER, FinalStatus.FAILED, null, "TIMED_OUT", "The saga's deadline has passed."));
    }

    @Test
    void p4_the_deadline_after_the_pivot_only_sends_again() {
        OrderSagaTale.waitingFor(UPDATE_STATUS)
                .after(OrderSagaTale.DEADLINE)
                .sends(SUCCESS)
                .isNow(SagaStatus.STARTED);
    }

    @Test
    void a_refused_step_after_the_pivot_is_sent_until_it_succeeds() {
        OrderSagaTale tale = OrderSagaTale.waitingFor(UPDATE_STATUS)
                .refuses(UPDATE_STATUS, "ORDER_NOT_FOUND")
                .sends();
        assertThat(tale.state().waiting().orElseThrow().failure().code()).isEqualTo("ORDER_NOT_FOUND");

        tale.after(Duration.ofSeconds(5)).sends(SUCCESS).succeeds(UPDATE_STATUS).isNow(SagaStatus.COMPLETED);
    }

    @Test
    void a20_a_refused_compensation_is_sent_until_it_succeeds_and_keeps_its_place() {
        RefundBalance refund = new RefundBalance(SAGA, ORDER, 3, TOTAL);
        OrderSagaTale.waitingFor(UPDATE_STOCK)
                .refuses(UPDATE_STOCK, "INSUFFICIENT_STOCK")
                .sends(refund)
                .refuses(REFUND_BALANCE, "ODD")
                .sends()
                .after(Duration.ofSeconds(5))
                .sends(refund)
                .after(Duration.ofDays(1))
                .sends(refund)
                .isNow(SagaStatus.COMPENSATING);
    }
}
