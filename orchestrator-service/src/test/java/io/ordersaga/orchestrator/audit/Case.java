package io.ordersaga.orchestrator.audit;

import io.ordersaga.messages.Command;
import io.ordersaga.messages.Step;
import io.ordersaga.messages.order.OrderCommand.CreateOrder;
import io.ordersaga.messages.order.OrderCommand.UpdateStatus;
import io.ordersaga.messages.product.ProductCommand.CheckStock;
import io.ordersaga.messages.product.ProductCommand.UpdateStock;
import io.ordersaga.messages.user.UserCommand.CheckBalance;
import io.ordersaga.messages.user.UserCommand.RefundBalance;
import io.ordersaga.messages.user.UserCommand.UpdateBalance;
import io.ordersaga.orchestrator.audit.SagaLine.Sent;
import io.ordersaga.orchestrator.engine.SagaStatus;
import io.ordersaga.orchestrator.engine.StepRole;
import io.ordersaga.orchestrator.engine.StepStatus;
import io.ordersaga.orchestrator.order.OrderData;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What the services say of one order, for tests: user 7 buys 2 of product 8 for 39.98. */
final class Case {

    static final long USER = 7;
    static final long PRODUCT = 8;

    private static final Instant SOME_TIME = Instant.parse("2026-11-23T10:00:00Z");

    private final UUID sagaId = new UUID(1, 1);
    private final UUID orderId = new UUID(2, 2);
    private final SagaStatus status;
    private final List<Sent> steps = new ArrayList<>();
    private final List<Entry> money = new ArrayList<>();
    private final List<Entry> stock = new ArrayList<>();
    private OrderLine order;
    private boolean known = true;
    private boolean priced = true;
    private boolean readable = true;
    private boolean ofOrder = true;

    private Case(SagaStatus status) {
        this.status = status;
    }

    static Case of(SagaStatus status) {
        return new Case(status);
    }

    /** Debited, decremented, SUCCESS. */
    static Case completed() {
        return of(SagaStatus.COMPLETED).debit("39.98").decrement(2).order(OrderLine.Status.SUCCESS);
    }

    /** The stock was short at the last moment: debited, refunded, FAILED. */
    static Case refunded() {
        return failed().sent(UpdateBalance.class, StepStatus.SUCCEEDED)
                .sent(UpdateStock.class, StepStatus.FAILED)
                .undone(RefundBalance.class, StepStatus.SUCCEEDED)
                .debit("39.98")
                .refund("39.98");
    }

    /** Refused before anything was taken. */
    static Case failed() {
        return of(SagaStatus.FAILED)
                .sent(CreateOrder.class, StepStatus.SUCCEEDED)
                .undone(UpdateStatus.class, StepStatus.SUCCEEDED)
                .order(OrderLine.Status.FAILED);
    }

    /** Waits for the answer to a step; those before it succeeded and had their effect. */
    static Case waitingFor(Class<? extends Command> step) {
        Case running = of(SagaStatus.STARTED);
        for (Class<? extends Command> each : List.of(
                CreateOrder.class, CheckStock.class, CheckBalance.class, UpdateBalance.class, UpdateStock.class)) {
            if (each.equals(step)) {
                return running.sent(step, StepStatus.IN_DOUBT);
            }
            running.sent(each, StepStatus.SUCCEEDED).effectOf(each);
        }
        return running.sent(UpdateStatus.class, StepStatus.SENT);
    }

    /** What a step leaves behind. */
    Case effectOf(Class<? extends Command> step) {
        if (step.equals(CreateOrder.class)) {
            return order(OrderLine.Status.PENDING);
        } else if (step.equals(UpdateBalance.class)) {
            return debit("39.98");
        } else if (step.equals(UpdateStock.class)) {
            return decrement(2);
        } else if (step.equals(UpdateStatus.class)) {
            return order(OrderLine.Status.SUCCESS);
        }
        return this;
    }

    Case sent(Class<? extends Command> step, StepStatus answer) {
        steps.add(new Sent(Step.of(step), StepRole.ACTION, answer));
        return this;
    }

    Case undone(Class<? extends Command> step, StepStatus answer) {
        steps.add(new Sent(Step.of(step), StepRole.COMPENSATION, answer));
        return this;
    }

    Case debit(String amount) {
        return debit(USER, amount);
    }

    Case debit(long user, String amount) {
        return money(user, "DEBIT", "-" + amount);
    }

    Case refund(String amount) {
        return money(USER, "REFUND", amount);
    }

    Case money(long user, String kind, String change) {
        money.add(new Entry(sagaId, user, kind, new BigDecimal(change)));
        return this;
    }

    Case decrement(int pieces) {
        return stock(PRODUCT, "DECREMENT", -pieces);
    }

    Case restore(int pieces) {
        return stock(PRODUCT, "RESTORE", pieces);
    }

    Case stock(long product, String kind, int change) {
        stock.add(new Entry(sagaId, product, kind, BigDecimal.valueOf(change)));
        return this;
    }

    Case order(OrderLine.Status as) {
        return order(as, as == OrderLine.Status.SUCCESS ? "39.98" : null, false);
    }

    Case order(OrderLine.Status as, String total, boolean announced) {
        order = new OrderLine(sagaId, orderId, as, total == null ? null : new BigDecimal(total), announced);
        return this;
    }

    Case orderOfAnotherId() {
        order = new OrderLine(sagaId, new UUID(3, 3), order.status(), order.totalPrice(), false);
        return this;
    }

    Case withoutOrder() {
        order = null;
        return this;
    }

    Case withoutMoney() {
        money.clear();
        return this;
    }

    Case withoutStock() {
        stock.clear();
        return this;
    }

    Case unknown() {
        known = false;
        return this;
    }

    Case unpriced() {
        priced = false;
        return this;
    }

    Case unreadable() {
        readable = false;
        return this;
    }

    Case ofAnotherKind() {
        ofOrder = false;
        return this;
    }

    Dossier dossier() {
        OrderData data = new OrderData(sagaId, orderId, USER, PRODUCT, 2, priced ? new BigDecimal("19.99") : null);
        SagaLine saga = new SagaLine(
                sagaId,
                status,
                ofOrder,
                ofOrder && readable ? data : null,
                SOME_TIME,
                status.isFinished() ? SOME_TIME : null,
                steps);
        return new Dossier(sagaId, known ? saga : null, money, stock, order);
    }
}
