package io.ordersaga.messaging.retention;

import io.ordersaga.messages.TimeOrderedId;
import io.ordersaga.messaging.time.DatabaseClock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import lombok.extern.slf4j.Slf4j;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the months of the partitioned tables ahead of time, and drops those behind the horizon. Any number of instances
 * run it, one at a time. Where the forgotten months were, a partition with an impossible condition stands, so that
 * PostgreSQL refuses whatever comes for a forgotten saga: it becomes a dead letter and has no effect.
 */
@Slf4j
public class SagaPartitions implements InitializingBean, SchedulingConfigurer {

    private static final int MONTHS_AHEAD = 2;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final SagaHorizon horizon;
    private final DatabaseClock clock;
    private final List<PartitionedTable> tables;
    private final Duration interval;

    public SagaPartitions(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            SagaHorizon horizon,
            DatabaseClock clock,
            List<PartitionedTable> tables,
            Duration interval) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.horizon = horizon;
        this.clock = clock;
        this.tables = List.copyOf(tables);
        this.interval = interval;
    }

    @Override
    public void afterPropertiesSet() {
        keep();
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addFixedDelayTask(this::keep, interval);
    }

    public void keep() {
        IdMonth now = IdMonth.of(clock.now());
        UUID before = horizon.get();
        for (PartitionedTable table : tables) {
            Stream.iterate(now, IdMonth::next).limit(MONTHS_AHEAD + 1L).forEach(month -> make(table, month));
            drop(table, before);
        }
    }

    /**
     * What came for the month before it had a partition moves there. Nobody may read or write it meanwhile: whoever waited for
     * a row that moved would find none, and a row that came while others move would have no place.
     */
    public void make(PartitionedTable table, IdMonth month) {
        String partition = month.partitionOf(table.name());
        if (exists(partition)) {
            return;
        }
        alone(partition, () -> {
            if (!exists(partition)) {
                String bounds = "saga_id >= '" + month.from() + "' and saga_id < '" + month.to() + "'";
                execute("create table " + partition + " (like " + table.name() + " including all)" + settings(table));
                execute("lock table " + table.defaultPartition() + " in access exclusive mode");
                execute("with moved as (delete from " + table.defaultPartition() + " where " + bounds
                        + " returning *) insert into " + partition + " select * from moved");
                execute("alter table " + table.name() + " attach partition " + partition + " for values from ('"
                        + month.from() + "') to ('" + month.to() + "')");
            }
        });
    }

    private void drop(PartitionedTable table, UUID before) {
        List<String> behind = behind(table, before);
        if (!behind.isEmpty() || !isClosedUpTo(table, before)) {
            alone(table.past(), () -> {
                behind.forEach(partition -> execute("drop table if exists " + partition));
                execute("delete from " + table.defaultPartition() + " where saga_id < '" + before + "'");
                execute("drop table if exists " + table.past());
                execute("create table " + table.past() + " partition of " + table.name()
                        + " (constraint " + table.past() + "_takes_no_row check (false))"
                        + " for values from (minvalue) to ('" + before + "')");
                log.info("What {} remembered of sagas before {} is gone.", table.name(), before);
            });
        }
    }

    private boolean isClosedUpTo(PartitionedTable table, UUID before) {
        return before.equals(TimeOrderedId.BEFORE_ALL)
                || jdbc.sql("select coalesce((select pg_get_expr(relpartbound, oid) from pg_class"
                                + " where oid = to_regclass(?)), '') like ?")
                        .params(table.past(), "%TO ('" + before + "')")
                        .query(Boolean.class)
                        .single();
    }

    private List<String> behind(PartitionedTable table, UUID before) {
        IdMonth horizonMonth = IdMonth.of(before);
        return jdbc
                .sql("select inhrelid::regclass::text from pg_inherits where inhparent = ?::regclass")
                .param(table.name())
                .query((row, _) -> row.getString(1))
                .list()
                .stream()
                .filter(name -> name.matches(".*_\\d{4}_\\d{2}"))
                .filter(name -> name.compareTo(horizonMonth.partitionOf(table.name())) < 0)
                .toList();
    }

    private String settings(PartitionedTable table) {
        return jdbc.sql("select coalesce(' with (' || array_to_string(reloptions, ', ') || ')', '')"
                        + " from pg_class where oid = ?::regclass")
                .param(table.defaultPartition())
                .query(String.class)
                .single();
    }

    private boolean exists(String table) {
        return jdbc.sql("select to_regclass(?) is not null")
                .param(table)
                .query(Boolean.class)
                .single();
    }

    /** These statements lock whole tables, so they rather give up soon and are tried again than make messages wait. */
    private void alone(String what, Runnable change) {
        try {
            transaction.executeWithoutResult(_ -> {
                execute("set local lock_timeout = '2s'");
                jdbc.sql("select pg_advisory_xact_lock(hashtext('order-saga.partitions'))::text")
                        .query(String.class)
                        .single();
                change.run();
            });
        } catch (RuntimeException e) {
            log.warn("Partition {} could not be changed now; it is tried again: {}", what, e.toString());
        }
    }

    private void execute(String sql) {
        jdbc.sql(sql).update();
    }
}
