package io.ordersaga.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.ordersaga.orchestrator.StartedOrchestrator;
import io.ordersaga.orchestrator.saga.LateAnswers.LateAnswer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The timer's look at a saga at the very moment at which an answer to it is handled, each in its own transaction. */
class TimeAndAnswersRaceIT extends RacingOrchestrator {

    @Test
    void a17_a_command_whose_answer_is_being_committed_is_not_sent_again() throws Exception {
        started(saga, OVERDUE);

        race(() -> succeeds("product.check_stock"), timer::run);
        timer.run();

        succeeds("user.check_balance");
        assertThat(heard(3)).containsExactly("check_stock", "check_balance", "update_balance");
        assertThat(sent())
                .containsExactly(
                        new Sent("create_order", "ACTION", "SUCCEEDED", 1),
                        new Sent("check_stock", "ACTION", "SUCCEEDED", 1),
                        new Sent("check_balance", "ACTION", "SUCCEEDED", 1),
                        new Sent("update_balance", "ACTION", "SENT", 1));
        assertThat(late()).isEmpty();
    }

    @Test
    void a17_an_answer_that_waits_for_the_command_to_be_sent_again_counts_all_the_same() throws Exception {
        started(saga, OVERDUE);

        race(timer::run, () -> succeeds("product.check_stock"));

        succeeds("user.check_balance");
        assertThat(heard(4)).containsExactlyInAnyOrder("check_stock", "check_stock", "check_balance", "update_balance");
        assertThat(sent())
                .containsExactly(
                        new Sent("create_order", "ACTION", "SUCCEEDED", 1),
                        new Sent("check_stock", "ACTION", "SUCCEEDED", 2),
                        new Sent("check_balance", "ACTION", "SUCCEEDED", 1),
                        new Sent("update_balance", "ACTION", "SENT", 1));
        assertThat(late()).isEmpty();
    }

    @Test
    void a17_an_order_whose_stock_is_being_taken_at_its_deadline_is_completed_and_nothing_of_it_undone()
            throws Exception {
        startedAndAnswered(PAST_THE_DEADLINE, UP_TO_THE_PIVOT);

        race(() -> succeeds("product.update_stock"), timer::run);
        becomesDue(saga);
        timer.run();
        succeeds("order.update_status");

        assertThat(heard(5))
                .containsExactly("check_stock", "check_balance", "update_balance", "update_stock", "update_status");
        assertThat(sent()).extracting(Sent::role).containsOnly("ACTION");
        assertThat(sent()).last().isEqualTo(new Sent("update_status", "ACTION", "SUCCEEDED", 1));
        assertThat(status()).isEqualTo("COMPLETED");
    }

    @Test
    void a17_stock_that_was_taken_while_the_deadline_turned_the_order_back_is_put_back() throws Exception {
        startedAndAnswered(PAST_THE_DEADLINE, UP_TO_THE_PIVOT);

        race(timer::run, () -> succeeds("product.update_stock"));

        assertThat(late())
                .extracting(LateAnswer::step, LateAnswer::reason)
                .containsExactly(tuple("product.update_stock", "The saga was waiting for product.restore_stock."));
        List.of("product.restore_stock", "user.refund_balance", "order.update_status")
                .forEach(this::succeeds);
        assertThat(heard(7))
                .containsExactly(
                        "check_stock",
                        "check_balance",
                        "update_balance",
                        "update_stock",
                        "restore_stock",
                        "refund_balance",
                        "update_status");
        assertThat(sent())
                .contains(new Sent("update_stock", "ACTION", "ABANDONED", 1))
                .last()
                .isEqualTo(new Sent("update_status", "COMPENSATION", "SUCCEEDED", 1));
        assertThat(status()).isEqualTo("FAILED");
    }

    @Test
    void a16_of_two_timers_that_look_at_once_one_sends() throws Exception {
        started(saga, OVERDUE);

        race(timer::run, timer::run);
        timer.run();

        succeeds("product.check_stock");
        assertThat(heard(3)).containsExactlyInAnyOrder("check_stock", "check_stock", "check_balance");
        assertThat(sent()).element(1).isEqualTo(new Sent("check_stock", "ACTION", "SUCCEEDED", 2));
    }

    @Test
    void a13_of_two_who_are_handed_the_same_answer_at_once_one_moves_the_saga() throws Exception {
        started(saga, Duration.ZERO);

        race(() -> succeeds("product.check_stock"), () -> succeeds("product.check_stock"));

        succeeds("user.check_balance");
        assertThat(heard(3)).containsExactly("check_stock", "check_balance", "update_balance");
        assertThat(late())
                .extracting(LateAnswer::reason)
                .containsExactly("The saga was waiting for user.check_balance.");
    }

    /** Another one that cannot be moved is why each is moved alone, without the lock under which it was found to be due. */
    @Test
    void a17_a_saga_that_was_answered_since_the_timer_saw_it_due_is_not_asked_again() throws Exception {
        UUID broken = UUID.randomUUID();
        started(broken, OVERDUE);
        String data = jdbc.sql("select data from saga where saga_id = ?")
                .param(broken)
                .query(String.class)
                .single();
        write(broken, "broken");
        started(saga, OVERDUE);

        race(Halt.Where.HAS_SEEN_WHAT_IS_DUE, timer::run, () -> succeeds("product.check_stock"));
        write(broken, data);

        succeeds("user.check_balance");
        assertThat(heard(3)).containsExactly("check_stock", "check_balance", "update_balance");
        assertThat(sent())
                .extracting(Sent::action, Sent::attempts)
                .doesNotContain(tuple("check_stock", 2), tuple("check_balance", 2));
    }

    @Test
    void a16_what_one_instance_waited_for_when_it_stopped_the_timer_of_another_sends_again() {
        UUID waiting = placedAtAnInstanceThatStopped();
        await().atMost(Duration.ofSeconds(20)).until(() -> isDue(waiting));

        timer.run();

        EXCHANGE.hears("saga." + waiting + ".command.order.create_order", 2);
    }

    private static UUID placedAtAnInstanceThatStopped() {
        try (StartedOrchestrator instance =
                StartedOrchestrator.with("--order-saga.timer.interval=1h", "--order-saga.saga.step-timeout=1s")) {
            UUID placed = sagaOf(instance.door()
                    .send("POST", "/orders", order(1, 1, 1), "Content-Type", "application/json")
                    .hasStatus(202));
            EXCHANGE.hears("saga." + placed + ".command.order.create_order");
            return placed;
        }
    }

    @Test
    void a16_what_time_moved_while_nobody_ran_an_instance_moves_as_soon_as_it_has_started() {
        UUID late = UUID.randomUUID();
        started(saga, OVERDUE);
        started(late, PAST_THE_DEADLINE);

        try (StartedOrchestrator _ = StartedOrchestrator.with()) {
            EXCHANGE.hears("saga." + saga + ".command.product.check_stock", 2);
            EXCHANGE.hears("saga." + late + ".command.order.update_status");
        }
    }

    private boolean isDue(UUID sagaId) {
        return jdbc.sql("select due_at <= clock_timestamp() from saga where saga_id = ?")
                .param(sagaId)
                .query(Boolean.class)
                .single();
    }

    private void write(UUID sagaId, String data) {
        jdbc.sql("update saga set data = ? where saga_id = ?")
                .params(data, sagaId)
                .update();
    }
}
