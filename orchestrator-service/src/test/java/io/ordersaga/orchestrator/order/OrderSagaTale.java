package io.ordersaga.orchestrator.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.messages.Command;
import io.ordersaga.messages.Done;
import io.ordersaga.messages.Event;
import io.ordersaga.messages.Failure;
import io.ordersaga.messages.Step;
import io.ordersaga.messages.Success;
import io.ordersaga.messages.order.OrderEvent.OrderCreated;
import io.ordersaga.messages.product.ProductEvent.StockChecked;
import io.ordersaga.messages.user.UserEvent.BalanceChecked;
import io.ordersaga.messages.user.UserEvent.BalanceUpdated;
import io.ordersaga.orchestrator.engine.Decision;
import io.ordersaga.orchestrator.engine.Moment;
import io.ordersaga.orchestrator.engine.RetryPolicy;
import io.ordersaga.orchestrator.engine.SagaDefinition;
import io.ordersaga.orchestrator.engine.SagaEngine;
import io.ordersaga.orchestrator.engine.SagaState;
import io.ordersaga.orchestrator.engine.SagaStatus;
import io.ordersaga.orchestrator.engine.Trigger;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** One order's saga, told step by step: what is answered, and which commands come of it. */
public final class OrderSagaTale {

    public static final UUID SAGA = UUID.fromString("0193577a-3b1c-7000-8000-00000000000a");
    public static final UUID ORDER = UUID.fromString("0193577a-3b1c-7000-8000-00000000000b");
    public static final OrderData DATA = new OrderData(SAGA, ORDER, 3, 7, 2, null);
    static final BigDecimal PRICE = new BigDecimal("9.99");
    static final BigDecimal TOTAL = new BigDecimal("19.98");
    public static final Instant BEGIN = Instant.parse("2026-11-23T10:00:00Z");
    static final RetryPolicy RETRY = new RetryPolicy(Duration.ofSeconds(5), Duration.ofMinutes(1), 0.2, 3);
    public static final Duration DEADLINE = Duration.ofMinutes(15);

    static final Step CREATE_ORDER = new Step("order", "create_order");
    static final Step CHECK_STOCK = new Step("product", "check_stock");
    static final Step CHECK_BALANCE = new Step("user", "check_balance");
    static final Step UPDATE_BALANCE = new Step("user", "update_balance");
    static final Step REFUND_BALANCE = new Step("user", "refund_balance");
    static final Step UPDATE_STOCK = new Step("product", "update_stock");
    static final Step RESTORE_STOCK = new Step("product", "restore_stock");
    static final Step UPDATE_STATUS = new Step("order", "update_status");

    public static final SagaDefinition<OrderData> DEFINITION = OrderSaga.definition(DEADLINE, RETRY);

    final SagaDefinition<OrderData> definition = DEFINITION;
    private final SagaEngine<OrderData> engine = new SagaEngine<>(definition);
    private Instant now = BEGIN;
    private Decision<OrderData> last = engine.start(DATA, at());

    private Moment at() {
        return new Moment(now, 0);
    }

    /** A saga that has come so far that the step is waited for. */
    static OrderSagaTale waitingFor(Step step) {
        OrderSagaTale tale = new OrderSagaTale();
        for (Step done : List.of(CREATE_ORDER, CHECK_STOCK, CHECK_BALANCE, UPDATE_BALANCE, UPDATE_STOCK)) {
            if (done.equals(step)) {
                return tale;
            }
            tale.succeeds(done);
        }
        assertThat(step).isEqualTo(UPDATE_STATUS);
        return tale;
    }

    OrderSagaTale succeeds(Step step) {
        return answers(step, success(step));
    }

    OrderSagaTale refuses(Step step, String code) {
        return answers(step, new Failure(SAGA, ORDER, code, "because"));
    }

    OrderSagaTale answers(Step step, Event event) {
        return on(new Trigger.Answered(step, event));
    }

    OrderSagaTale isCancelled() {
        return on(new Trigger.Cancel());
    }

    OrderSagaTale isRetried() {
        return on(new Trigger.Retry());
    }

    OrderSagaTale after(Duration passed) {
        now = now.plus(passed);
        return on(new Trigger.TimePassed());
    }

    private OrderSagaTale on(Trigger trigger) {
        last = engine.on(last.state(), trigger, at());
        return this;
    }

    OrderSagaTale sends(Command... commands) {
        assertThat(last.verdict()).isEqualTo(new Decision.Applied());
        assertThat(last.commands()).containsExactly(commands);
        return this;
    }

    OrderSagaTale ignoresIt(String why) {
        assertThat(last.verdict()).isEqualTo(new Decision.Ignored(why));
        assertThat(last.commands()).isEmpty();
        return this;
    }

    OrderSagaTale refusesIt(String why) {
        assertThat(last.verdict()).isEqualTo(new Decision.Refused(why));
        assertThat(last.commands()).isEmpty();
        return this;
    }

    void isNow(SagaStatus status) {
        assertThat(state().status()).isEqualTo(status);
        assertThat(state().waiting().isEmpty()).isEqualTo(status.isFinished());
        assertThat(definition.dueAt(state()).isEmpty()).isEqualTo(status.isFinished());
    }

    /** What the last event made it send. */
    List<Command> commands() {
        return last.commands();
    }

    SagaState<OrderData> state() {
        return last.state();
    }

    public static Success success(Step step) {
        return switch (step.action()) {
            case "create_order" -> new OrderCreated(SAGA, ORDER, 3, 7, 2);
            case "check_stock" -> new StockChecked(SAGA, ORDER, PRICE);
            case "check_balance" -> new BalanceChecked(SAGA, ORDER);
            case "update_balance" -> new BalanceUpdated(SAGA, ORDER);
            default -> new Done(SAGA, ORDER);
        };
    }
}
