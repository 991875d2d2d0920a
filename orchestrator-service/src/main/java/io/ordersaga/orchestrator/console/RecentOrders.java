package io.ordersaga.orchestrator.console;

import io.ordersaga.orchestrator.order.SagaSearch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Figures of the orders of the last hour, at most the newest 20,000: a bounded range of the primary key, so that they
 * cost the same whatever the table holds.
 */
@Repository
@RequiredArgsConstructor
class RecentOrders {

    static final int MOST = 20_000;
    static final int BARS = 60;
    static final int MOST_COUNTED = 10_000;

    private static final String SAMPLE = """
        with sample as (
            select status, failure_code, created_at, finished_at
              from saga where saga_id >= ? order by saga_id desc limit %d
        )
        """.formatted(MOST);

    private final JdbcClient jdbc;

    /** How long finished orders took, and how many there were in all. */
    record Totals(long orders, Instant first, Instant now, double p50, double p95, double p99) {}

    /** How many orders came to this end, so far as they did. */
    record Ending(String status, String code, long orders, long lastMinute) {}

    /** The orders of a part of the time, the first part counted as 1. */
    record Part(int number, long completed, long failed, long running) {}

    @Transactional(readOnly = true)
    public Figures figures() {
        UUID from = SagaSearch.lowestIdOf(Instant.now().minus(Duration.ofHours(1)));
        Totals totals = totals(from);
        return new Figures(
                totals,
                endings(from),
                totals.orders() == 0 ? List.of() : parts(from, totals),
                count("status in ('STARTED', 'COMPENSATING')"),
                count("needs_attention and not exists (select from operator_action"
                        + " where operator_action.saga_id = saga.saga_id and action = 'RESOLVE')"));
    }

    private Totals totals(UUID from) {
        return jdbc.sql(SAMPLE + """
            select count(*), coalesce(min(created_at), clock_timestamp()), clock_timestamp(),
                   percentile_cont(array[0.5, 0.95, 0.99])
                       within group (order by extract(epoch from finished_at - created_at) * 1000)
              from sample
            """).param(from).query((row, _) -> totals(row)).single();
    }

    private static Totals totals(ResultSet row) throws SQLException {
        Double[] percentiles = row.getArray(4) == null
                ? new Double[] {0.0, 0.0, 0.0}
                : (Double[]) row.getArray(4).getArray();
        return new Totals(
                row.getLong(1),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                percentiles[0],
                percentiles[1],
                percentiles[2]);
    }

    private List<Ending> endings(UUID from) {
        return jdbc.sql(SAMPLE + """
            select status, coalesce(failure_code, ''), count(*),
                   count(*) filter (where created_at > clock_timestamp() - interval '1 minute')
              from sample group by 1, 2 order by 3 desc
            """)
                .param(from)
                .query((row, _) -> new Ending(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4)))
                .list();
    }

    private List<Part> parts(UUID from, Totals totals) {
        double first = totals.first().toEpochMilli() / 1000.0;
        double now = Math.max(totals.now().toEpochMilli() / 1000.0, first + 1);
        return jdbc.sql(SAMPLE + """
            select width_bucket(extract(epoch from created_at)::float8, ?, ?, ?) as part,
                   count(*) filter (where status = 'COMPLETED'),
                   count(*) filter (where status = 'FAILED'),
                   count(*) filter (where finished_at is null)
              from sample group by 1 order by 1
            """)
                .params(from, first, now, BARS)
                .query((row, _) -> new Part(row.getInt(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .list();
    }

    /** Up to a limit, beyond which an operator wants to know no figure but that it is many. */
    private long count(String condition) {
        return jdbc.sql("select count(*) from (select 1 from saga where " + condition + " limit " + MOST_COUNTED + ")")
                .query(Long.class)
                .single();
    }
}
