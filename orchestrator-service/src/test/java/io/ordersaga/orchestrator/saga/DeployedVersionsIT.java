package io.ordersaga.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.ordersaga.messages.Step;
import io.ordersaga.messages.order.OrderEvent.OrderCreated;
import io.ordersaga.orchestrator.RunningOrchestrator;
import io.ordersaga.orchestrator.engine.StepRole;
import io.ordersaga.testing.rest.Answer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/** Sagas whose definition another instance knows, as during a rolling update, or nobody any more. */
class DeployedVersionsIT extends RunningOrchestrator {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int OURS = 1;
    private static final int UNKNOWN = 99;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionOperations transaction;

    @Autowired
    StrandedSagas stranded;

    @Autowired
    MeterRegistry meters;

    @Test
    void a29_a48_the_answer_to_a_saga_of_another_version_is_left_to_who_knows_it() {
        Answer placed = place(71, 1, 1);
        UUID saga = sagaOf(placed);
        runsBy(UNKNOWN, saga);
        double left = answersLeftToOthers();

        answer(saga, "order", "create_order", created(placed));
        await().atMost(PATIENCE).until(() -> answersLeftToOthers() > left);
        assertThat(step(saga, 0).path("answered_at").isNull()).isTrue();
        runsBy(OURS, saga);
        EXCHANGE.hears("saga." + saga + ".command.order.create_order", 2);
        say(saga, "order", "create_order", created(placed));

        EXCHANGE.hears("saga." + saga + ".command.product.check_stock");
        assertThat(orchestrator.get("/dead-letters").hasStatus(200).body()).doesNotContain(saga.toString());
    }

    @Test
    void a29_a_saga_of_another_version_is_shown_named_and_left_alone() {
        UUID saga = sagaOf(place(72, 1, 1));
        runsBy(UNKNOWN, saga);

        assertThat(step(saga, 0).path("name").asString()).isEqualTo("create_order");
        assertThat(orchestrator.get("/sagas?owner_id=72").hasStatus(200).json().size())
                .isEqualTo(1);
        orchestrator.post("/sagas/" + saga + "/cancel", "").isProblem(409, "cannot-be-cancelled");
        assertThat(stranded.find())
                .contains(new StrandedSagas.Group(
                        new StrandedSagas.Waiting(
                                new SagaDefinitions.Id("order", UNKNOWN),
                                new Step("order", "create_order"),
                                StepRole.ACTION),
                        1,
                        List.of(saga)));
        runsBy(OURS, saga);
        assertThat(stranded.find()).isEmpty();
    }

    @Test
    void stranded_sagas_are_found_in_a_table_so_large_that_it_is_read_by_many_at_once() {
        UUID saga = sagaOf(place(79, 1, 1));
        runsBy(UNKNOWN, saga);

        List<StrandedSagas.Group> found = transaction.execute(_ -> {
            jdbc.sql("set local parallel_setup_cost = 0").update();
            jdbc.sql("set local parallel_tuple_cost = 0").update();
            jdbc.sql("set local min_parallel_table_scan_size = 0").update();
            jdbc.sql("set local min_parallel_index_scan_size = 0").update();
            return stranded.find();
        });

        assertThat(found).extracting(StrandedSagas.Group::oldest).containsExactly(List.of(saga));
        runsBy(OURS, saga);
    }

    @Test
    void a_running_saga_whose_step_was_taken_out_of_its_definition_is_named() {
        UUID saga = sagaOf(place(73, 1, 1));

        waitsFor("fetch_stamp", saga);
        assertThat(stranded.find())
                .extracting(group -> group.waiting().step())
                .containsExactly(new Step("order", "fetch_stamp"));
        assertThat(orchestrator
                        .get("/console/sagas/" + saga, "Accept", "text/html")
                        .hasStatus(200)
                        .body())
                .contains("has no such step any more");
        orchestrator.post("/sagas/" + saga + "/retry", "").isProblem(409, "nothing-to-retry");
        waitsFor("create_order", saga);
    }

    @Test
    void a_step_that_is_over_may_go_from_its_definition() {
        Answer placed = place(77, 1, 1);
        UUID saga = sagaOf(placed);
        answer(saga, "order", "create_order", created(placed));
        EXCHANGE.hears("saga." + saga + ".command.product.check_stock");

        jdbc.sql("update saga set steps = replace(steps, 'create_order', 'fetch_stamp') where saga_id = ?")
                .param(saga)
                .update();

        orchestrator.post("/sagas/" + saga + "/retry", "").hasStatus(202);
        orchestrator.get("/console/sagas/" + saga, "Accept", "text/html").hasStatus(200);
    }

    @Test
    void a_saga_whose_steps_are_damaged_hides_no_stranded_one() {
        UUID damaged = sagaOf(place(76, 1, 1));
        UUID saga = sagaOf(place(76, 1, 1));
        String steps = spoiled(damaged, "steps");
        runsBy(UNKNOWN, saga);
        List.of("broken", "[null]", "[{}]", "{}", "[{\"status\":\"SENT\"}]").forEach(broken -> {
            write("steps", damaged, broken);

            assertThat(stranded.find()).extracting(StrandedSagas.Group::oldest).contains(List.of(saga));
            assertThat(orchestrator
                            .get("/sagas?owner_id=76")
                            .hasStatus(200)
                            .json()
                            .size())
                    .isEqualTo(2);
        });
        write("steps", damaged, steps);
        runsBy(OURS, saga);
    }

    @Test
    void a_saga_that_cannot_be_moved_holds_up_no_other() {
        UUID broken = sagaOf(place(74, 1, 1));
        String data = spoiled(broken, "data");

        UUID sound = sagaOf(place(74, 1, 1));

        EXCHANGE.hears("saga." + sound + ".command.order.create_order", 3);
        await().atMost(PATIENCE).until(() -> needsAttention(broken));
        write("data", broken, data);
        orchestrator.post("/sagas/" + broken + "/retry", "").hasStatus(202);
        assertThat(needsAttention(broken)).as("it has been moved").isFalse();
        EXCHANGE.hears("saga." + broken + ".command.order.create_order", 2);
    }

    @Test
    void beside_one_that_cannot_be_moved_a_saga_that_somebody_has_locked_holds_up_no_other() {
        UUID locked = sagaOf(place(75, 1, 1));
        UUID broken = sagaOf(place(75, 1, 1));
        String data = spoiled(broken, "data");

        transaction.executeWithoutResult(_ -> {
            jdbc.sql("select saga_id from saga where saga_id = ? for update")
                    .param(locked)
                    .query(UUID.class)
                    .single();
            UUID sound = sagaOf(place(75, 1, 1));
            EXCHANGE.hears("saga." + sound + ".command.order.create_order", 3);
        });

        write("data", broken, data);
        EXCHANGE.hears("saga." + locked + ".command.order.create_order", 2);
    }

    private void runsBy(int version, UUID saga) {
        jdbc.sql("update saga set definition_version = ? where saga_id = ?")
                .params(version, saga)
                .update();
    }

    private void waitsFor(String action, UUID saga) {
        jdbc.sql("""
            update saga set steps = regexp_replace(steps, '"action":"[a-z_]+"', '"action":"' || ? || '"', 'g') where saga_id = ?
            """).params(action, saga).update();
    }

    /** Returns what it was before. */
    private String spoiled(UUID saga, String column) {
        EXCHANGE.hears("saga." + saga + ".command.order.create_order");
        String before = jdbc.sql("select " + column + " from saga where saga_id = ?")
                .param(saga)
                .query(String.class)
                .single();
        write(column, saga, "broken");
        return before;
    }

    private void write(String column, UUID saga, String value) {
        jdbc.sql("update saga set " + column + " = ? where saga_id = ?")
                .params(value, saga)
                .update();
    }

    private boolean needsAttention(UUID saga) {
        return orchestrator
                .get("/sagas/" + saga)
                .hasStatus(200)
                .json()
                .path("needs_attention")
                .asBoolean();
    }

    private double answersLeftToOthers() {
        return meters.counter("sagas.answers.left.to.others").count();
    }

    private JsonNode step(UUID saga, int position) {
        return orchestrator
                .get("/sagas/" + saga)
                .hasStatus(200)
                .json()
                .path("steps")
                .path(position);
    }

    private static OrderCreated created(Answer placed) {
        return new OrderCreated(
                sagaOf(placed), UUID.fromString(placed.json().path("order_id").asString()), 1, 1, 1);
    }
}
