package io.ordersaga.orchestrator.console;

import io.ordersaga.messages.TimeOrderedId;
import io.ordersaga.messaging.time.DatabaseClock;
import io.ordersaga.orchestrator.console.Figures.Group;
import io.ordersaga.orchestrator.console.Figures.Percentiles;
import io.ordersaga.orchestrator.console.Figures.Totals;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Figures of the orders of the last hour, at most the newest 20,000: a bounded range of the primary key, so that they
 * cost the same whatever the table holds, read once.
 */
@Repository
@RequiredArgsConstructor
class RecentOrders {

    static final int MOST = 20_000;
    static final int BARS = 60;
    static final int MOST_COUNTED = 10_000;

    /** At least one row, for the totals. */
    private static final String FIGURES = """
        with sample as materialized (
            select status, coalesce(failure_code, '') as code, created_at, finished_at
              from saga where saga_id >= ? order by saga_id desc limit %d
        ), totals as (
            select count(*) as orders, coalesce(min(created_at), clock_timestamp()) as first, clock_timestamp() as now,
                   percentile_cont(array[0.5, 0.95, 0.99])
                       within group (order by extract(epoch from finished_at - created_at) * 1000) as took
              from sample
        ), orders_of_part as (
            select width_bucket(extract(epoch from created_at)::float8, extract(epoch from first)::float8,
                                extract(epoch from greatest(now, first + interval '1 second'))::float8, %d) as part,
                   status, code, created_at > now - interval '1 minute' as is_of_last_minute,
                   extract(epoch from finished_at - created_at) * 1000 as millis
              from sample, totals
        ), groups as (
            select part, status, code, count(*) as orders_of_group,
                   count(*) filter (where is_of_last_minute) as last_minute
              from orders_of_part group by 1, 2, 3
        ), paces as (
            select part, percentile_cont(array[0.5, 0.95, 0.99]) within group (order by millis) as pace
              from orders_of_part group by 1
        )
        select orders, first, now, took, part, status, code, orders_of_group, last_minute, pace
          from totals left join groups on true left join paces using (part) order by part
        """.formatted(MOST, BARS);

    private final JdbcClient jdbc;
    private final DatabaseClock clock;

    private record Line(Totals totals, Stream<Group> group) {}

    @Transactional(readOnly = true)
    public Figures figures() {
        UUID from = TimeOrderedId.lowestOf(clock.now().minus(Duration.ofHours(1)));
        List<Line> lines = jdbc.sql(FIGURES)
                .param(from)
                .query((row, _) -> new Line(totals(row), group(row)))
                .list();
        return new Figures(
                lines.getFirst().totals(),
                lines.stream().flatMap(Line::group).toList(),
                count("saga where status = 'STARTED'"),
                count("saga where status = 'COMPENSATING'"),
                count("saga where needs_attention"),
                count("dead_letter where redelivered_at is null"));
    }

    private static Totals totals(ResultSet row) throws SQLException {
        return new Totals(
                row.getLong(1),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                percentiles(row.getArray(4)));
    }

    private static @Nullable Percentiles percentiles(@Nullable Array took) throws SQLException {
        Double[] values = took == null ? new Double[0] : (Double[]) took.getArray();
        return values.length == 0 || values[0] == null ? null : new Percentiles(values[0], values[1], values[2]);
    }

    private static Stream<Group> group(ResultSet row) throws SQLException {
        String status = row.getString(6);
        return status == null
                ? Stream.empty()
                : Stream.of(new Group(
                        row.getInt(5),
                        status,
                        row.getString(7),
                        row.getLong(8),
                        row.getLong(9),
                        percentiles(row.getArray(10))));
    }

    /** Up to a limit, beyond which an operator wants to know no figure but that it is many. */
    private long count(String rows) {
        return jdbc.sql("select count(*) from (select 1 from " + rows + " limit " + MOST_COUNTED + ") as counted")
                .query(Long.class)
                .single();
    }
}
