package io.ordersaga.orchestrator.order;

import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What each order saga was asked for, and by which idempotency key; never changed once written. */
@Repository
@RequiredArgsConstructor
class OrderRequests {

    private static final int SLICE = 10_000;

    private final JdbcClient jdbc;

    /** A request that was made before under the same key. */
    record Earlier(UUID sagaId, OrderRequest request) {}

    void add(OrderData order) {
        jdbc.sql("""
            insert into order_request (saga_id, order_id, owner_id, product_id, quantity)
            values (?, ?, ?, ?, ?)
            """)
                .params(order.sagaId(), order.orderId(), order.ownerId(), order.productId(), order.quantity())
                .update();
    }

    /** Takes the key for the saga; false when another saga has it, once that one is committed. */
    boolean claim(String key, UUID sagaId) {
        return jdbc.sql("insert into idempotency_key (key, saga_id) values (?, ?) on conflict do nothing")
                        .params(key, sagaId)
                        .update()
                == 1;
    }

    /** What belongs to sagas below the id, a slice at a time so that no transaction is long. */
    void forget(UUID before) {
        forget("order_request", before);
        forget("idempotency_key", before);
    }

    private void forget(String table, UUID before) {
        int deleted;
        do {
            deleted = jdbc.sql("delete from " + table + " where saga_id in (select saga_id from " + table
                            + " where saga_id < ? order by saga_id limit ?)")
                    .params(before, SLICE)
                    .update();
        } while (deleted >= SLICE);
    }

    Earlier startedWith(String key) {
        return jdbc.sql("""
            select r.saga_id, r.product_id, r.owner_id, r.quantity
              from idempotency_key k join order_request r on r.saga_id = k.saga_id
             where k.key = ?
            """)
                .param(key)
                .query((row, _) -> new Earlier(
                        row.getObject(1, UUID.class), new OrderRequest(row.getLong(2), row.getLong(3), row.getInt(4))))
                .single();
    }
}
