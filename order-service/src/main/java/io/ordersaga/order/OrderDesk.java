package io.ordersaga.order;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.ordersaga.rest.ETags;
import io.ordersaga.rest.Problems;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people can do with orders, as opposed to sagas. */
@Service
@RequiredArgsConstructor
class OrderDesk {

    private final NoArgGenerator newId = Generators.timeBasedEpochRandomGenerator();
    private final OrderRepository orders;
    private final OrderKeys keys;
    private final EntityManager entities;
    private final Announcer announcer;
    private final Clock clock;

    /** @param key whoever sends it again, with the same order, has ordered once */
    @Transactional
    Order place(OrderRequest ordered, @Nullable String key) {
        Optional<Order> earlier = key == null ? Optional.empty() : keys.find(key);
        earlier.filter(order -> !ordered.isFor(order)).ifPresent(order -> {
            throw Problems.unprocessable(
                    "idempotency-key-in-use",
                    "This Idempotency-Key placed order " + order.getId()
                            + " for something else; use a new key for a new order.");
        });
        return earlier.orElseGet(() -> enter(ordered, key));
    }

    /** Records a pending order with a new saga id and announces it, so that the orchestrator starts the saga. */
    private Order enter(OrderRequest ordered, @Nullable String key) {
        Order order = Order.placed(newId.generate(), newId.generate(), ordered, key, clock.instant());
        entities.persist(order);
        entities.flush();
        announcer.announce(order);
        return order;
    }

    Order get(UUID id) {
        return orders.findByIdAndDeletedAtIsNull(id).orElseThrow(() -> Problems.notFound("order", id));
    }

    /** @param after the last order of the page before, or null for the newest orders */
    List<Order> newestFirst(@Nullable UUID after, int most) {
        Limit limit = Limit.of(most);
        return after == null
                ? orders.findByDeletedAtIsNullOrderByIdDesc(limit)
                : orders.findByIdLessThanAndDeletedAtIsNullOrderByIdDesc(after, limit);
    }

    /** Also the deleted ones, for whoever compares orders with sagas. */
    List<Order> bySaga(UUID after, int most) {
        return orders.findBySagaIdGreaterThanOrderBySagaId(after, Limit.of(most));
    }

    /** The order must have ended: its saga would otherwise bring money and goods to an order that is gone. */
    @Transactional
    void remove(UUID id, @Nullable String ifMatch) {
        Order order = orders.findLockedByIdAndDeletedAtIsNull(id).orElseThrow(() -> Problems.notFound("order", id));
        ETags.requireMatch(ifMatch, order.getVersion());
        if (order.isPending()) {
            throw Problems.conflict(
                    "order-pending",
                    "The saga " + order.getSagaId() + " still works on this order; wait or cancel it.");
        }
        order.delete(clock.instant());
    }
}
