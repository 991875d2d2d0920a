package io.ordersaga.orchestrator.order;

import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What each order saga was asked for, and by which idempotency key; never changed once written. */
@Repository
@RequiredArgsConstructor
class OrderRequests {

    private static final int SLICE = 10_000;

    /** Keys are forgotten once in a long while: nobody meets that often. */
    private static final int MOST_ROUNDS = 5;

    private final JdbcClient jdbc;
    private final EntityManager entities;

    /** A request that was made before under the same key. */
    record Earlier(UUID sagaId, UUID orderId, OrderRequest request) {

        OrderIntake.Outcome answer(OrderRequest asked) {
            return request.equals(asked) ? new OrderIntake.Accepted(sagaId, orderId) : new OrderIntake.KeyInUse(sagaId);
        }
    }

    void add(OrderData order) {
        entities.persist(new OrderRequested(order));
    }

    /** What was asked for; its price was not known then. */
    OrderData of(UUID sagaId) {
        return jdbc.sql("select order_id, owner_id, product_id, quantity from order_request where saga_id = ?")
                .param(sagaId)
                .query((row, _) -> new OrderData(
                        sagaId, row.getObject(1, UUID.class), row.getLong(2), row.getLong(3), row.getInt(4), null))
                .single();
    }

    /**
     * Takes each key for its saga, unless another has it. A key that has another and is forgotten before that can be read
     * is taken after all.
     *
     * @return what was asked for before, with the keys that others have
     */
    Map<String, Earlier> claim(SortedMap<String, UUID> keys) {
        Map<String, Earlier> earlier = new HashMap<>();
        SortedMap<String, UUID> open = new TreeMap<>(keys);
        for (int round = 0; !open.isEmpty(); round++) {
            if (round == MOST_ROUNDS) {
                throw new IllegalStateException("idempotency keys have sagas that nobody asked for: " + open);
            }
            open.values().removeAll(take(open));
            earlier.putAll(startedWith(open.keySet()));
            open.keySet().removeAll(earlier.keySet());
        }
        return earlier;
    }

    /**
     * Waits for those that are about to take one of the keys. In the order of the keys, so that two instances cannot wait
     * for each other in a circle.
     *
     * @return the sagas that have their keys now
     */
    private Set<UUID> take(SortedMap<String, UUID> keys) {
        return Set.copyOf(jdbc.sql("""
            insert into idempotency_key (key, saga_id)
            select * from unnest(?::text[], ?::uuid[])
            on conflict do nothing
            returning saga_id
            """)
                .param(keys.keySet().toArray(String[]::new))
                .param(keys.values().toArray(UUID[]::new))
                .query((row, _) -> row.getObject(1, UUID.class))
                .list());
    }

    /**
     * What belongs to sagas below the id, a slice at a time so that no transaction is long. The keys first: whoever meets
     * a key wants to know what was asked for with it.
     */
    void forget(UUID before) {
        forget("idempotency_key", before);
        forget("order_request", before);
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

    private Map<String, Earlier> startedWith(Collection<String> keys) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        Map<String, Earlier> found = new HashMap<>();
        jdbc.sql("""
            select k.key, r.saga_id, r.order_id, r.product_id, r.owner_id, r.quantity
              from idempotency_key k join order_request r on r.saga_id = k.saga_id
             where k.key = any(?)
            """).param(keys.toArray(String[]::new)).query((RowCallbackHandler)
                row -> found.put(row.getString(1), earlier(row)));
        return found;
    }

    private static Earlier earlier(ResultSet row) throws SQLException {
        return new Earlier(
                row.getObject(2, UUID.class),
                row.getObject(3, UUID.class),
                new OrderRequest(row.getLong(4), row.getLong(5), row.getInt(6)));
    }
}
