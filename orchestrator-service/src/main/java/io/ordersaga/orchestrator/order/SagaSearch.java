package io.ordersaga.orchestrator.order;

import io.ordersaga.messages.TimeOrderedId;
import io.ordersaga.orchestrator.engine.SagaCommand;
import io.ordersaga.orchestrator.engine.SagaStatus;
import io.ordersaga.orchestrator.saga.SagaDefinitions;
import io.ordersaga.orchestrator.saga.StoredSteps;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
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

    /** How far the clocks that made the ids may be ahead of the database's, which says when a saga was created. */
    private static final Duration AHEAD = Duration.ofMinutes(10);

    /**
     * An order that came in at the order service has its ids from there, and its saga may start much later. One that starts
     * more than a day later is left out: to find it by its start would take an index that every saga must write.
     */
    private static final Duration BEHIND = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final SagaDefinitions definitions;

    /** What an order's saga may wait for. */
    public List<SagaCommand> commands() {
        return definitions.commands(OrderSaga.NAME);
    }

    public Optional<UUID> byOrder(UUID orderId) {
        return jdbc.sql("select saga_id from order_request where order_id = ?")
                .param(orderId)
                .query(UUID.class)
                .optional();
    }

    /** @param lowest the lowest id to look at; null looks at all */
    List<UUID> find(SagaFilter filter, int most, @Nullable UUID lowest) {
        return filter.parts().stream()
                .flatMap(part -> findPart(part, most, lowest).stream())
                .sorted(TimeOrderedId.ORDER.reversed())
                .limit(most)
                .toList();
    }

    private List<UUID> findPart(SagaFilter filter, int most, @Nullable UUID lowest) {
        String id = filter.byRequest() ? "r.saga_id" : "s.saga_id";
        Conditions conditions = new Conditions();
        conditions.add("s.definition = ?", OrderSaga.NAME);
        if (filter.status() != null) {
            // Written out, so that the one plan for all values may use the index of that status.
            conditions.texts.add("s.status = '" + filter.status().name() + "'");
        }
        conditions.add("upper(s.failure_code) = upper(?)", filter.failureCode());
        if (filter.byAwaited()) {
            conditions.addAwaited(StoredSteps.awaiting(filter.awaited()), filter.refusal());
        }
        conditions.add("r.owner_id = ?", filter.ownerId());
        conditions.add("r.product_id = ?", filter.productId());
        conditions.add("s.created_at >= ?", timestamp(filter.createdAfter()));
        conditions.add("s.created_at < ?", timestamp(filter.createdBefore()));
        conditions.add(id + " >= ?", lowestId(filter.createdAfter(), BEHIND.negated()));
        conditions.add(id + " >= ?", lowest);
        conditions.add(id + " < ?", lowestId(filter.createdBefore(), AHEAD));
        conditions.add(id + " < ?", filter.before());
        if (filter.needsAttention() != null) {
            conditions.texts.add(filter.needsAttention() ? "s.needs_attention" : "not s.needs_attention");
        }
        String from = filter.byRequest() ? "order_request r join saga s on s.saga_id = r.saga_id" : "saga s";
        return jdbc.sql("select s.saga_id from " + from + conditions.where() + " order by " + id + " desc limit ?")
                .params(conditions.with(most))
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    /**
     * Where to stop looking for sagas that no index finds, because they may be rare among very many: at the oldest of so
     * many, the newest of those that the filter's indexed part leaves. Empty when there are fewer, or all are wanted.
     */
    Optional<UUID> reach(SagaFilter filter, int candidates) {
        if (findsEveryCandidate(filter)) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (SagaFilter part : filter.parts()) {
            Conditions conditions = candidates(part);
            parts.add("(select saga_id from " + (part.byRequest() ? "order_request" : "saga") + conditions.where()
                    + " order by saga_id desc limit ?)");
            values.addAll(conditions.with(candidates));
        }
        values.add(candidates - 1);
        return jdbc.sql("select saga_id from (" + String.join(" union all ", parts)
                        + ") as candidate order by saga_id desc offset ? limit 1")
                .params(values)
                .query(UUID.class)
                .optional();
    }

    private static Conditions candidates(SagaFilter filter) {
        Conditions conditions = filter.byRequest() ? ofRequest(filter) : ofIndexedSaga(filter);
        conditions.add("saga_id >= ?", lowestId(filter.createdAfter(), BEHIND.negated()));
        conditions.add("saga_id < ?", lowestId(filter.createdBefore(), AHEAD));
        conditions.add("saga_id < ?", filter.before());
        return conditions;
    }

    /** When a saga was created stands in no index, only nearly, in its id; what it waits for and why it failed in none. */
    private static boolean findsEveryCandidate(SagaFilter filter) {
        if (filter.createdAfter() != null
                || filter.createdBefore() != null
                || filter.byAwaited()
                || filter.failureCode() != null) {
            return false;
        }
        boolean ofOne = filter.ownerId() == null || filter.productId() == null;
        return filter.byRequest()
                ? ofOne && filter.status() == null && filter.needsAttention() == null
                : filter.status() != SagaStatus.COMPLETED && !Boolean.FALSE.equals(filter.needsAttention());
    }

    /** One index leads to an owner's sagas and another to a product's; none to those of both. */
    private static Conditions ofRequest(SagaFilter filter) {
        Conditions conditions = new Conditions();
        if (filter.ownerId() != null) {
            conditions.add("owner_id = ?", filter.ownerId());
        } else {
            conditions.add("product_id = ?", filter.productId());
        }
        return conditions;
    }

    private static Conditions ofIndexedSaga(SagaFilter filter) {
        Conditions conditions = new Conditions();
        if (Boolean.TRUE.equals(filter.needsAttention())) {
            conditions.texts.add("needs_attention");
        } else if (filter.status() != null && filter.status() != SagaStatus.COMPLETED) {
            conditions.texts.add("status = '" + filter.status().name() + "'");
        }
        return conditions;
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    private static @Nullable UUID lowestId(@Nullable Instant instant, Duration shift) {
        return instant == null ? null : TimeOrderedId.lowestOf(instant.plus(shift));
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

        void addAwaited(List<String> beginnings, @Nullable String refusal) {
            String one = refusal == null ? "strpos(s.steps, ?) > 0" : "split_part(s.steps, ?, 2) ~ ?";
            texts.add("(" + String.join(" or ", Collections.nCopies(beginnings.size(), one)) + ")");
            beginnings.forEach(beginning -> {
                values.add(beginning);
                if (refusal != null) {
                    values.add(StoredSteps.refused(refusal));
                }
            });
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
