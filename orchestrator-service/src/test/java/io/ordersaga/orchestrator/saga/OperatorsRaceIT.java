package io.ordersaga.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ordersaga.orchestrator.engine.Decision;
import io.ordersaga.orchestrator.operator.Operator;
import io.ordersaga.orchestrator.operator.OperatorAction;
import io.ordersaga.orchestrator.operator.OperatorActions;
import io.ordersaga.orchestrator.operator.OperatorActions.Done;
import io.ordersaga.orchestrator.operator.OperatorDesk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Two people who do something to one order at the same moment, or one while a service answers. */
class OperatorsRaceIT extends RacingOrchestrator {

    private static final Operator ADA = new Operator("Ada", "ordered twice");
    private static final Operator BOB = new Operator("Bob", "the customer called");
    private static final Decision.Verdict DONE = new Decision.Applied();
    private static final Sent CREATED = new Sent("create_order", "ACTION", "SUCCEEDED", 1);

    @Autowired
    OperatorDesk desk;

    @Autowired
    OperatorActions actions;

    /** In the order in which they were told. */
    private final List<Decision.Verdict> told = Collections.synchronizedList(new ArrayList<>());

    @Test
    void a39_of_two_who_retry_at_once_each_sends_the_command_and_is_told_of() throws Exception {
        started(saga, Duration.ZERO);

        race(() -> act(OperatorAction.RETRY, ADA), () -> act(OperatorAction.RETRY, BOB));

        assertThat(told).containsExactly(DONE, DONE);
        assertThat(recorded()).containsExactly("Ada RETRY check_stock", "Bob RETRY check_stock");
        assertThat(sent()).containsExactly(CREATED, new Sent("check_stock", "ACTION", "IN_DOUBT", 3));
        succeeds("product.check_stock");
        assertThat(heard(4)).containsExactlyInAnyOrder("check_stock", "check_stock", "check_stock", "check_balance");
    }

    @Test
    void a39_of_two_who_cancel_at_once_one_turns_the_order_back_and_both_are_told_of() throws Exception {
        started(saga, Duration.ZERO);

        race(() -> act(OperatorAction.CANCEL, ADA), () -> act(OperatorAction.CANCEL, BOB));

        assertThat(told).containsExactly(DONE, new Decision.Ignored("It is being undone already."));
        assertThat(recorded()).containsExactly("Ada CANCEL update_status", "Bob CANCEL ");
        isUndone(1);
    }

    @Test
    void a39_a_retry_that_waits_for_a_cancel_sends_what_undoes_the_order() throws Exception {
        started(saga, Duration.ZERO);

        race(() -> act(OperatorAction.CANCEL, ADA), () -> act(OperatorAction.RETRY, BOB));

        assertThat(told).containsExactly(DONE, DONE);
        assertThat(recorded()).containsExactly("Ada CANCEL update_status", "Bob RETRY update_status");
        isUndone(2);
    }

    @Test
    void a39_a_cancel_that_waits_for_a_retry_turns_the_order_back_once() throws Exception {
        started(saga, Duration.ZERO);

        race(() -> act(OperatorAction.RETRY, ADA), () -> act(OperatorAction.CANCEL, BOB));

        assertThat(told).containsExactly(DONE, DONE);
        assertThat(recorded()).containsExactly("Ada RETRY check_stock", "Bob CANCEL update_status");
        assertThat(sent())
                .containsExactly(
                        CREATED,
                        new Sent("check_stock", "ACTION", "ABANDONED", 2),
                        new Sent("update_status", "COMPENSATION", "SENT", 1));
        succeeds("order.update_status");
        assertThat(heard(3)).containsExactlyInAnyOrder("check_stock", "check_stock", "update_status");
        assertThat(status()).isEqualTo("FAILED");
    }

    @Test
    void a39_of_two_who_saw_the_same_and_cancel_at_once_the_second_is_told_that_it_is_done() throws Exception {
        started(saga, Duration.ZERO);
        String seen = desk.preview(saga, OperatorAction.CANCEL).seen();
        List<Throwable> refused = new ArrayList<>();

        race(
                () -> desk.carryOut(saga, OperatorAction.CANCEL, ADA, seen),
                () -> refused.add(catchThrowable(() -> desk.carryOut(saga, OperatorAction.CANCEL, BOB, seen))));

        assertThat(refused).singleElement().asString().contains("It is being undone already.");
        assertThat(recorded()).containsExactly("Ada CANCEL update_status");
        isUndone(1);
    }

    @Test
    void a38_a_cancel_that_waits_for_the_stock_to_be_taken_is_refused_and_the_order_completed() throws Exception {
        startedAndAnswered(Duration.ZERO, UP_TO_THE_PIVOT);

        race(() -> succeeds("product.update_stock"), () -> act(OperatorAction.CANCEL, ADA));

        assertThat(told).containsExactly(new Decision.Refused("It is past its point of no return and will complete."));
        assertThat(recorded()).isEmpty();
        succeeds("order.update_status");
        assertThat(status()).isEqualTo("COMPLETED");
        assertThat(heard(5))
                .containsExactly("check_stock", "check_balance", "update_balance", "update_stock", "update_status");
    }

    @Test
    void a38_stock_that_was_taken_while_somebody_cancelled_is_put_back() throws Exception {
        startedAndAnswered(Duration.ZERO, UP_TO_THE_PIVOT);

        race(() -> act(OperatorAction.CANCEL, ADA), () -> succeeds("product.update_stock"));

        assertThat(told).containsExactly(DONE);
        assertThat(late()).hasSize(1);
        List.of("product.restore_stock", "user.refund_balance", "order.update_status")
                .forEach(this::succeeds);
        assertThat(status()).isEqualTo("FAILED");
        assertThat(heard(7)).endsWith("update_stock", "restore_stock", "refund_balance", "update_status");
    }

    private void act(OperatorAction action, Operator by) {
        told.add(desk.carryOut(saga, action, by).orElseThrow());
    }

    /** Who, what, and the command that it sent. */
    private List<String> recorded() {
        return actions.of(saga).stream()
                .map(done -> done.who() + " " + done.action() + " " + commandOf(done))
                .toList();
    }

    private static String commandOf(Done done) {
        String key = done.sent().split(" ", -1)[0];
        return key.substring(key.lastIndexOf('.') + 1);
    }

    /** By one compensation, however often it was sent. */
    private void isUndone(int sendings) {
        assertThat(status()).isEqualTo("COMPENSATING");
        succeeds("order.update_status");
        assertThat(status()).isEqualTo("FAILED");
        assertThat(sent())
                .containsExactly(
                        CREATED,
                        new Sent("check_stock", "ACTION", "ABANDONED", 1),
                        new Sent("update_status", "COMPENSATION", "SUCCEEDED", sendings));
        assertThat(heard(1 + sendings)).startsWith("check_stock").hasSize(1 + sendings);
    }
}
