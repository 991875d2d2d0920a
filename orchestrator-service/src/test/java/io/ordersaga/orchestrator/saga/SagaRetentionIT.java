package io.ordersaga.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.messages.order.OrderEvent.OrderCreated;
import io.ordersaga.messaging.retention.IdMonth;
import io.ordersaga.messaging.retention.PartitionedTable;
import io.ordersaga.messaging.retention.SagaPartitions;
import io.ordersaga.orchestrator.RunningOrchestrator;
import io.ordersaga.testing.rest.Answer;
import java.time.YearMonth;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sagas that ended long ago go, month by month, and everything that is remembered of them goes with them. */
class SagaRetentionIT extends RunningOrchestrator {

    private static final IdMonth MONTH = new IdMonth(YearMonth.of(2025, 3));
    private static final UUID BEFORE_NEXT_MONTH = MONTH.to();
    private static final List<String> TABLES = List.of("saga", "order_request", "idempotency_key");

    @Autowired
    JdbcClient jdbc;

    @Autowired
    SagaRetention retention;

    @Autowired
    SagaPartitions partitions;

    private final Random random = new Random();

    @BeforeEach
    void noSagaOfOtherTestsIsOlder() {
        jdbc.sql("delete from saga where saga_id < ?").param(BEFORE_NEXT_MONTH).update();
    }

    @AfterEach
    void knowAllMonthsAgain() {
        noSagaOfOtherTestsIsOlder();
        jdbc.sql("update saga_horizon set before = '00000000-0000-0000-0000-000000000000'")
                .update();
        for (String table : List.of("saga", "late_answer", "inbox")) {
            jdbc.sql("drop table if exists " + table + "_past").update();
        }
    }

    @Test
    void a_month_whose_sagas_all_ended_long_ago_is_dropped_and_the_participants_are_told() {
        partitions.make(new PartitionedTable("saga"), MONTH);
        UUID old = ended(place(5, 5, 5, "Idempotency-Key", UUID.randomUUID().toString()));
        assertThat(partitionOf(old)).isEqualTo("saga_2025_03");

        neverAKeyWithoutItsRequest(retention::forget);
        partitions.keep();

        assertThat(TABLES)
                .allSatisfy(table -> assertThat(rowsOf(table, old)).as(table).isZero());
        assertThat(exists("saga_2025_03")).isFalse();
        for (String service : List.of("order", "product", "user")) {
            EXCHANGE.hears("saga.%s.command.%s.forget_sagas".formatted(horizon(), service));
        }
        assertThat(horizon().compareTo(BEFORE_NEXT_MONTH)).isGreaterThanOrEqualTo(0);
    }

    @Test
    void a_month_with_a_saga_that_has_not_ended_is_kept() {
        UUID old = ended(place(5, 5, 5));
        UUID running = aged(sagaOf(place(5, 5, 5)));

        retention.forget();
        partitions.keep();

        assertThat(horizon().compareTo(MONTH.from())).isLessThanOrEqualTo(0);
        assertThat(rowsOf("saga", old)).isOne();
        assertThat(rowsOf("saga", running)).isOne();
    }

    @Test
    void a_month_with_a_saga_that_ended_late_is_kept() {
        ended(place(5, 5, 5));
        UUID late = ended(place(5, 5, 5));
        jdbc.sql("update saga set finished_at = clock_timestamp() where saga_id = ?")
                .param(late)
                .update();

        retention.forget();

        assertThat(horizon().compareTo(MONTH.from())).isLessThanOrEqualTo(0);
        assertThat(rowsOf("saga", late)).isOne();
    }

    @Test
    void a26_an_event_that_would_start_a_forgotten_saga_anew_becomes_a_dead_letter() {
        ended(place(5, 5, 5));
        retention.forget();
        partitions.keep();
        UUID forgotten = idOfThatMonth();

        say(forgotten, "order", "create_order", new OrderCreated(forgotten, UUID.randomUUID(), 1, 1, 1));

        EXCHANGE.buries("saga." + forgotten + ".event.order.create_order.success");
        assertThat(rowsOf("saga", forgotten)).isZero();
    }

    @Test
    void what_was_done_by_hand_goes_with_its_saga_or_with_the_sagas_of_its_time() {
        UUID old = ended(place(5, 5, 5));
        UUID kept = sagaOf(place(5, 5, 5));
        UUID toOld = doneTo(old);
        UUID toAllOfThatTime = doneTo(null);
        UUID toKept = doneTo(kept);

        retention.forget();

        assertThat(jdbc.sql("select id from operator_action where id in (:actions)")
                        .param("actions", List.of(toOld, toAllOfThatTime, toKept))
                        .query(UUID.class)
                        .list())
                .containsExactly(toKept);
    }

    private UUID doneTo(@Nullable UUID saga) {
        UUID action = idOfThatMonth();
        jdbc.sql("insert into operator_action (id, saga_id, action, who, reason, sent) values (?, ?, 'R',"
                        + " 'Ada', '', '')")
                .params(action, saga)
                .update();
        return action;
    }

    private void neverAKeyWithoutItsRequest(Runnable work) {
        jdbc.sql("alter table idempotency_key add constraint has_request"
                        + " foreign key (saga_id) references order_request (saga_id) not valid")
                .update();
        try {
            work.run();
        } finally {
            jdbc.sql("alter table idempotency_key drop constraint has_request").update();
        }
    }

    private UUID ended(Answer placed) {
        UUID saga = aged(sagaOf(placed));
        jdbc.sql("update saga set status = 'FAILED', due_at = null, finished_at = '2025-04-01' where saga_id = ?")
                .param(saga)
                .update();
        return saga;
    }

    /** Makes it a saga of that month. */
    private UUID aged(UUID saga) {
        UUID old = idOfThatMonth();
        for (String table : TABLES) {
            jdbc.sql("update " + table + " set saga_id = ? where saga_id = ?")
                    .params(old, saga)
                    .update();
        }
        return old;
    }

    private UUID idOfThatMonth() {
        long withinDays = random.nextLong(20L * 24 * 3600 * 1000);
        return new UUID(MONTH.from().getMostSignificantBits() + (withinDays << 16) + 0x7000, random.nextLong());
    }

    private UUID horizon() {
        return jdbc.sql("select before from saga_horizon").query(UUID.class).single();
    }

    private String partitionOf(UUID saga) {
        return jdbc.sql("select tableoid::regclass::text from saga where saga_id = ?")
                .param(saga)
                .query(String.class)
                .single();
    }

    private long rowsOf(String table, UUID saga) {
        return jdbc.sql("select count(*) from " + table + " where saga_id = ?")
                .param(saga)
                .query(Long.class)
                .single();
    }

    private boolean exists(String table) {
        return jdbc.sql("select to_regclass(?) is not null")
                .param(table)
                .query(Boolean.class)
                .single();
    }
}
