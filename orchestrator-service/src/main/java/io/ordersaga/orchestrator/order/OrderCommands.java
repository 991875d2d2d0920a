package io.ordersaga.orchestrator.order;

import io.ordersaga.messages.order.OrderCommand.CreateOrder;
import io.ordersaga.messages.order.OrderCommand.FinalStatus;
import io.ordersaga.messages.order.OrderCommand.UpdateStatus;
import io.ordersaga.messages.product.ProductCommand.CheckStock;
import io.ordersaga.messages.product.ProductCommand.RestoreStock;
import io.ordersaga.messages.product.ProductCommand.UpdateStock;
import io.ordersaga.messages.user.UserCommand.CheckBalance;
import io.ordersaga.messages.user.UserCommand.RefundBalance;
import io.ordersaga.messages.user.UserCommand.UpdateBalance;
import io.ordersaga.orchestrator.engine.SagaFailure;

/** The commands of the order saga, made from what it knows. */
final class OrderCommands {

    private OrderCommands() {}

    static CreateOrder createOrder(OrderData order) {
        return new CreateOrder(order.sagaId(), order.orderId(), order.ownerId(), order.productId(), order.quantity());
    }

    static CheckStock checkStock(OrderData order) {
        return new CheckStock(order.sagaId(), order.orderId(), order.productId(), order.quantity());
    }

    static CheckBalance checkBalance(OrderData order) {
        return new CheckBalance(order.sagaId(), order.orderId(), order.ownerId(), order.requiredTotal());
    }

    static UpdateBalance debit(OrderData order) {
        return new UpdateBalance(order.sagaId(), order.orderId(), order.ownerId(), order.requiredTotal());
    }

    static RefundBalance refund(OrderData order) {
        return new RefundBalance(order.sagaId(), order.orderId(), order.ownerId(), order.requiredTotal());
    }

    static UpdateStock takeStock(OrderData order) {
        return new UpdateStock(order.sagaId(), order.orderId(), order.productId(), order.quantity());
    }

    static RestoreStock restoreStock(OrderData order) {
        return new RestoreStock(order.sagaId(), order.orderId(), order.productId(), order.quantity());
    }

    static UpdateStatus markSuccess(OrderData order) {
        return new UpdateStatus(
                order.sagaId(), order.orderId(), FinalStatus.SUCCESS, order.requiredTotal(), null, null);
    }

    static UpdateStatus markFailed(OrderData order, SagaFailure why) {
        return new UpdateStatus(
                order.sagaId(), order.orderId(), FinalStatus.FAILED, order.total(), why.code(), why.reason());
    }
}
