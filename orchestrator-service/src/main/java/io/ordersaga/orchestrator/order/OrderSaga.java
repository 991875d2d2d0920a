package io.ordersaga.orchestrator.order;

import io.ordersaga.messages.order.OrderCommand.CreateOrder;
import io.ordersaga.messages.order.OrderCommand.UpdateStatus;
import io.ordersaga.messages.order.OrderEvent.OrderCreated;
import io.ordersaga.messages.product.ProductCommand.CheckStock;
import io.ordersaga.messages.product.ProductCommand.RestoreStock;
import io.ordersaga.messages.product.ProductCommand.UpdateStock;
import io.ordersaga.messages.product.ProductEvent.StockChecked;
import io.ordersaga.messages.user.UserCommand.CheckBalance;
import io.ordersaga.messages.user.UserCommand.RefundBalance;
import io.ordersaga.messages.user.UserCommand.UpdateBalance;
import io.ordersaga.orchestrator.engine.RetryPolicy;
import io.ordersaga.orchestrator.engine.SagaDefinition;
import java.time.Duration;

/** The order saga, from top to bottom: what is done, how it is undone, where there is no way back. */
final class OrderSaga {

    static final String NAME = "order";

    private OrderSaga() {}

    static SagaDefinition<OrderData> definition(Duration deadline, RetryPolicy retry) {
        return SagaDefinition.named(NAME, 1, OrderData.class)
                .deadline(deadline)
                .retrying(retry)
                .startedBy(OrderCreated.class, OrderData::of)
                .step(CreateOrder.class, OrderCommands::createOrder)
                .undoneBy(UpdateStatus.class, OrderCommands::markFailed)
                .onceAnswered()
                .step(CheckStock.class, OrderCommands::checkStock)
                .learning(StockChecked.class, OrderData::pricedAt)
                .nothingToUndo()
                .step(CheckBalance.class, OrderCommands::checkBalance)
                .nothingToUndo()
                .step(UpdateBalance.class, OrderCommands::debit)
                .undoneBy(RefundBalance.class, OrderCommands::refund)
                .pivot(UpdateStock.class, OrderCommands::takeStock)
                .undoneBy(RestoreStock.class, OrderCommands::restoreStock)
                .retriable(UpdateStatus.class, OrderCommands::markSuccess)
                .build();
    }
}
