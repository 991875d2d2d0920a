package io.ordersaga.order;

import static java.util.Objects.requireNonNull;

import io.ordersaga.messages.Command;
import io.ordersaga.messages.Event;
import io.ordersaga.messages.FailureCode;
import io.ordersaga.messages.order.OrderCommand.CreateOrder;
import io.ordersaga.messages.order.OrderCommand.UpdateStatus;
import io.ordersaga.messages.order.OrderEvent.OrderCreated;
import io.ordersaga.messages.order.OrderEvent.StatusUpdated;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.hibernate.Session;
import org.springframework.stereotype.Component;

/** What sagas ask of orders. */
@Component
@RequiredArgsConstructor
class OrderBook {

    private final OrderRepository orders;
    private final EntityManager entities;
    private final Clock clock;

    /**
     * Loads the orders that a batch ends, all at once. Those it creates are not looked for: their ids are new, and one
     * that is not is refused by the primary key. Nothing is locked: an order ends once, and its version tells who was
     * first.
     */
    void load(List<Command> commands) {
        List<UUID> ending = commands.stream()
                .filter(UpdateStatus.class::isInstance)
                .map(Command::orderId)
                .distinct()
                .toList();
        if (!ending.isEmpty()) {
            entities.unwrap(Session.class).findMultiple(Order.class, ending);
        }
    }

    Event create(CreateOrder c) {
        entities.persist(
                Order.pending(c.orderId(), c.sagaId(), c.ownerId(), c.productId(), c.quantity(), clock.instant()));
        return new OrderCreated(c.sagaId(), c.orderId(), c.ownerId(), c.productId(), c.quantity());
    }

    Event updateStatus(UpdateStatus c) {
        return orders.findById(c.orderId())
                .filter(order -> order.belongsTo(c.sagaId()))
                .map(order -> end(order, c))
                .orElseGet(() -> c.refuse(FailureCode.ORDER_NOT_FOUND, "This saga has no order " + c.orderId() + "."));
    }

    private Event end(Order order, UpdateStatus c) {
        switch (c.status()) {
            case SUCCESS -> order.succeed(requireNonNull(c.totalPrice()), clock.instant());
            case FAILED ->
                order.fail(requireNonNull(c.failureCode()), c.failureReason(), c.totalPrice(), clock.instant());
        }
        return new StatusUpdated(c.sagaId(), c.orderId());
    }
}
