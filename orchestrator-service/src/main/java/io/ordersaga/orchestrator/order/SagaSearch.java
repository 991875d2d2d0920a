package io.ordersaga.orchestrator.order;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds saga ids, newest first: ids are time-ordered, so every list is read along an index and a page is a range of it. */
@Repository
@RequiredArgsConstructor
public class SagaSearch {

    /** How far the clocks that made the ids may be from the database's, which says when a saga was created. */
    private static final Duration SKEW = Duration.ofDays(1);

    private final JdbcClient jdbc;

    public Optional<UUID> byOrder(UUID orderId) {
        return jdbc.sql("select saga_id from order_request where order_id = ?")
                .param(orderId)
                .query(UUID.class)
                .optional();
    }

    List<UUID> find(SagaFilter filter, int most) {
        Conditions conditions = new Conditions();
        conditions.add("s.definition = ?", OrderSaga.NAME);
        if (filter.status() != null) {
            // Written out, so that the one plan for all values may use the index of that status.
            conditions.texts.add("s.status = '" + filter.status().name() + "'");
        }
        conditions.add("r.owner_id = ?", filter.ownerId());
        conditions.add("r.product_id = ?", filter.productId());
        conditions.add("s.created_at >= ?", timestamp(filter.createdAfter()));
        conditions.add("s.created_at < ?", timestamp(filter.createdBefore()));
        conditions.add("s.saga_id >= ?", lowestId(filter.createdAfter(), SKEW.negated()));
        conditions.add("s.saga_id < ?", lowestId(filter.createdBefore(), SKEW));
        conditions.add("s.saga_id < ?", filter.before());
        if (filter.needsAttention() != null) {
            conditions.texts.add(filter.needsAttention() ? "s.needs_attention" : "not s.needs_attention");
        }
        boolean byRequest = filter.ownerId() != null || filter.productId() != null;
        String from = byRequest ? "order_request r join saga s on s.saga_id = r.saga_id" : "saga s";
        String order = byRequest ? "r.saga_id" : "s.saga_id";
        return jdbc.sql("select s.saga_id from " + from + conditions.where() + " order by " + order + " desc limit ?")
                .params(conditions.with(most))
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    /** The lowest UUID of version 7 (RFC 9562) of that time: 48 bits of milliseconds, then nothing. */
    public static UUID lowestIdOf(Instant instant) {
        return new UUID(Math.clamp(instant.toEpochMilli(), 0, (1L << 48) - 1) << 16, 0);
    }

    private static @Nullable UUID lowestId(@Nullable Instant instant, Duration shift) {
        return instant == null ? null : lowestIdOf(instant.plus(shift));
    }

    /** The conditions that were asked for, with their values. */
    private static final class Conditions {
        private final List<String> texts = new ArrayList<>();
        private final List<Object> values = new ArrayList<>();

        void add(String text, @Nullable Object value) {
            if (value != null) {
                texts.add(text);
                values.add(value);
            }
        }

        String where() {
            return texts.isEmpty() ? "" : " where " + String.join(" and ", texts);
        }

        List<Object> with(Object last) {
            List<Object> all = new ArrayList<>(values);
            all.add(last);
            return all;
        }
    }
}
