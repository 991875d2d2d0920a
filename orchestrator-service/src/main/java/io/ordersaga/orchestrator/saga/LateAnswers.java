package io.ordersaga.orchestrator.saga;

import io.ordersaga.messages.Outcome;
import io.ordersaga.messages.Step;
import io.ordersaga.messaging.retention.IdRange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Answers that moved nothing, counted: an operator sees that they came and why they did not count. */
@Repository
@RequiredArgsConstructor
public class LateAnswers {

    private final JdbcClient jdbc;

    /** An answer that did not count, and how often it came. */
    public record LateAnswer(String step, String outcome, int times, String reason, Instant firstAt, Instant lastAt) {}

    void record(UUID sagaId, Step step, Outcome outcome, String reason) {
        jdbc.sql("""
            insert into late_answer as l (saga_id, step, outcome, reason) values (?, ?, ?, ?)
            on conflict (saga_id, step, outcome)
            do update set times = l.times + 1, reason = excluded.reason, last_at = excluded.last_at
            """).params(sagaId, step.toString(), outcome.word(), reason).update();
    }

    /** Those of each saga that has any, the first that came first. */
    public Map<UUID, List<LateAnswer>> of(Collection<UUID> sagaIds) {
        Map<UUID, List<LateAnswer>> found = new HashMap<>();
        if (sagaIds.isEmpty()) {
            return found;
        }
        IdRange range = IdRange.of(sagaIds);
        jdbc.sql("""
            select step, outcome, times, reason, first_at, last_at, saga_id
              from late_answer where saga_id = any(?) and saga_id between ? and ? order by first_at
            """)
                .param(sagaIds.toArray(UUID[]::new))
                .param(range.first())
                .param(range.last())
                .query((RowCallbackHandler)
                        row -> found.computeIfAbsent(row.getObject(7, UUID.class), _ -> new ArrayList<>())
                                .add(lateAnswer(row)));
        return found;
    }

    private static LateAnswer lateAnswer(ResultSet row) throws SQLException {
        return new LateAnswer(
                row.getString(1),
                row.getString(2),
                row.getInt(3),
                row.getString(4),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                row.getObject(6, OffsetDateTime.class).toInstant());
    }
}
