package io.ordersaga.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** What is counted every few seconds is found by indexes that know nothing of the many sagas that have ended. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class SagaCountsIT {

    private static final int ENDED = Integer.getInteger("counted.sagas", 20_000);
    private static final int RUNNING = 30;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionOperations transaction;

    @Autowired
    SagaStore store;

    @Test
    void many_sagas_that_have_ended_cost_nothing() {
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            Map<String, Object> before = counted();
            plant(ENDED, "COMPLETED", false);
            plant(RUNNING, "STARTED", true);
            jdbc.sql("analyze saga").update();

            Map<String, Object> after = counted();

            assertThat(risen(before, after, "started")).isEqualTo(RUNNING);
            assertThat(risen(before, after, "needing_attention")).isEqualTo(RUNNING);
            assertThat(risen(before, after, "compensating")).isZero();
            assertThat(plan())
                    .contains("Index")
                    .doesNotContain("Seq Scan")
                    .as("what is read in vain")
                    .doesNotContain("Rows Removed");
        });
    }

    @Test
    void what_was_marked_as_resolved_by_hand_is_not_counted_among_what_needs_attention() {
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            plant(2, "STARTED", true);
            Map<String, Object> before = counted();
            UUID saga = jdbc.sql("select saga_id from saga where needs_attention and trace_parent = '' limit 1")
                    .query(UUID.class)
                    .single();

            Collection<SagaInstance> locked = store.lock(List.of(saga)).values();
            locked.forEach(SagaInstance::waiveAttention);
            store.save(locked);

            assertThat(risen(before, counted(), "needing_attention")).isEqualTo(-1);
            assertThat(risen(before, counted(), "started")).isZero();
        });
    }

    private void plant(int sagas, String status, boolean needsAttention) {
        jdbc.sql("""
            insert into saga (saga_id, definition, definition_version, status, data, steps, needs_attention,
                              trace_parent, created_at, deadline_at, version)
            select gen_random_uuid(), 'order', 1, ?, '{}', '[]', ?, '', now(), now(), 0 from generate_series(1, ?)
            """).params(status, needsAttention, sagas).update();
    }

    private Map<String, Object> counted() {
        return jdbc.sql(SagaCounts.COUNT).query().singleRow();
    }

    /** With what was read when it was carried out. */
    private String plan() {
        return String.join(
                "\n",
                jdbc.sql("explain (analyze, timing off) " + SagaCounts.COUNT)
                        .query(String.class)
                        .list());
    }

    private static long risen(Map<String, Object> before, Map<String, Object> after, String column) {
        return (long) after.get(column) - (long) before.get(column);
    }
}
