package io.ordersaga.order;

import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which order an idempotency key has placed. */
@Component
@RequiredArgsConstructor
class OrderKeys {

    private final JdbcClient jdbc;
    private final OrderRepository orders;

    /**
     * Waits for whoever is about to place an order by the key, at whichever instance, and keeps others waiting until
     * this transaction has ended. A statement of its own, because the next one must see what was committed meanwhile.
     */
    Optional<Order> find(String key) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param(key)
                .query((RowCallbackHandler) _ -> {});
        return orders.findByIdempotencyKey(key);
    }
}
