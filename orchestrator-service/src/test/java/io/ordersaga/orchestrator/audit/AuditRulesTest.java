package io.ordersaga.orchestrator.audit;

import static io.ordersaga.orchestrator.audit.FindingKind.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.messages.Command;
import io.ordersaga.messages.order.OrderCommand.CreateOrder;
import io.ordersaga.messages.order.OrderCommand.UpdateStatus;
import io.ordersaga.messages.product.ProductCommand.CheckStock;
import io.ordersaga.messages.product.ProductCommand.RestoreStock;
import io.ordersaga.messages.product.ProductCommand.UpdateStock;
import io.ordersaga.messages.user.UserCommand.CheckBalance;
import io.ordersaga.messages.user.UserCommand.RefundBalance;
import io.ordersaga.messages.user.UserCommand.UpdateBalance;
import io.ordersaga.orchestrator.audit.OrderLine.Status;
import io.ordersaga.orchestrator.engine.SagaStatus;
import io.ordersaga.orchestrator.engine.StepStatus;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** Promise P2, rule by rule: what is named, and what must not be. */
class AuditRulesTest {

    @Test
    void what_adds_up_is_not_named() {
        assertClean(Case.completed());
        assertClean(Case.failed());
        assertClean(Case.refunded());
        assertClean(Case.failed().withoutOrder().unpriced().order(Status.FAILED));
    }

    @Test
    void a_failed_saga_that_undid_everything_is_not_named() {
        assertClean(Case.refunded()
                .undone(RestoreStock.class, StepStatus.SUCCEEDED)
                .sent(UpdateStock.class, StepStatus.ABANDONED));
        assertClean(Case.failed()
                .sent(UpdateBalance.class, StepStatus.SUCCEEDED)
                .sent(UpdateStock.class, StepStatus.ABANDONED)
                .undone(RefundBalance.class, StepStatus.SUCCEEDED)
                .undone(RestoreStock.class, StepStatus.SUCCEEDED)
                .debit("39.98")
                .refund("39.98")
                .decrement(2)
                .restore(2));
        assertClean(Case.of(SagaStatus.FAILED).sent(CreateOrder.class, StepStatus.FAILED));
    }

    @Test
    void a45_a_completed_saga_without_its_effects_is_named() {
        assertFound(Case.completed().withoutMoney(), DEBIT_MISSING);
        assertFound(Case.completed().withoutStock(), DECREMENT_MISSING);
        assertFound(Case.completed().withoutOrder(), ORDER_MISSING);
        assertFound(
                Case.completed().withoutMoney().withoutStock().withoutOrder(),
                DEBIT_MISSING,
                DECREMENT_MISSING,
                ORDER_MISSING);
    }

    @Test
    void a_completed_saga_with_other_effects_is_named() {
        assertFound(Case.completed().withoutMoney().debit("39.97"), DEBIT_WRONG);
        assertFound(Case.completed().withoutMoney().debit(99, "39.98"), DEBIT_WRONG);
        assertFound(Case.completed().withoutStock().decrement(1), DECREMENT_WRONG);
        assertFound(Case.completed().withoutStock().stock(99, "DECREMENT", -2), DECREMENT_WRONG);
        assertFound(Case.completed().debit("39.98"), DEBIT_WRONG);
        assertFound(Case.completed().decrement(2), DECREMENT_WRONG);
        assertFound(Case.completed().refund("39.98"), REFUND_UNEXPLAINED);
        assertFound(Case.completed().restore(2), RESTORE_UNEXPLAINED);
        assertFound(Case.completed().money(Case.USER, "GIFT", "1.00"), ENTRY_UNKNOWN);
        assertFound(Case.completed().unpriced(), DEBIT_WRONG, ORDER_DIFFERS);
    }

    @Test
    void a33_what_a_failed_saga_still_holds_is_named() {
        assertFound(
                Case.failed()
                        .sent(UpdateBalance.class, StepStatus.SUCCEEDED)
                        .undone(RefundBalance.class, StepStatus.SUCCEEDED)
                        .debit("39.98"),
                DEBIT_NOT_REFUNDED);
        assertFound(
                Case.refunded()
                        .sent(UpdateStock.class, StepStatus.ABANDONED)
                        .undone(RestoreStock.class, StepStatus.SUCCEEDED)
                        .decrement(2),
                DECREMENT_UNEXPLAINED);
        assertFound(
                Case.failed()
                        .sent(UpdateStock.class, StepStatus.ABANDONED)
                        .undone(RestoreStock.class, StepStatus.SUCCEEDED)
                        .decrement(2),
                DECREMENT_NOT_RESTORED);
        assertFound(Case.failed().debit("39.98"), DEBIT_UNEXPLAINED);
        assertFound(Case.failed().sent(UpdateBalance.class, StepStatus.FAILED).debit("39.98"), DEBIT_UNEXPLAINED);
    }

    @Test
    void what_a_failed_saga_gave_back_wrongly_is_named() {
        assertFound(Case.refunded().withoutMoney().debit("39.98").refund("39.97"), REFUND_WRONG);
        assertFound(Case.refunded().withoutMoney().debit("39.98").money(99, "REFUND", "39.98"), REFUND_WRONG);
        assertFound(Case.refunded().withoutMoney().refund("39.98"), REFUND_UNEXPLAINED);
        assertFound(Case.refunded().withoutMoney().debit("1.00").refund("1.00"), DEBIT_WRONG);
        assertFound(Case.failed().restore(2), RESTORE_UNEXPLAINED);
    }

    @Test
    void an_order_that_does_not_say_what_its_saga_says_is_named() {
        assertFound(Case.completed().order(Status.PENDING), ORDER_PENDING);
        assertFound(Case.failed().order(Status.PENDING), ORDER_PENDING);
        assertFound(Case.completed().order(Status.FAILED), ORDER_DIFFERS);
        assertFound(Case.failed().order(Status.SUCCESS), ORDER_DIFFERS);
        assertFound(Case.completed().order(Status.SUCCESS, "39.99", false), ORDER_DIFFERS);
        assertFound(Case.completed().orderOfAnotherId(), ORDER_DIFFERS);
        assertFound(Case.failed().withoutOrder(), ORDER_MISSING);
    }

    @Test
    void a45_what_nobody_knows_the_saga_of_is_named() {
        assertFound(Case.completed().unknown(), ENTRIES_WITHOUT_SAGA, ORDER_WITHOUT_SAGA);
        assertFound(Case.completed().unknown().withoutOrder(), ENTRIES_WITHOUT_SAGA);
        assertFound(Case.completed().unknown().withoutOrder().withoutMoney(), ENTRIES_WITHOUT_SAGA);
        assertFound(Case.failed().unknown(), ORDER_WITHOUT_SAGA);
        assertFound(Case.failed().order(Status.PENDING).unknown(), ORDER_WITHOUT_SAGA);
    }

    @Test
    void an_order_that_is_still_announced_may_have_no_saga_yet() {
        assertClean(Case.failed().order(Status.PENDING, null, true).unknown());
        assertFound(
                Case.failed().order(Status.PENDING, null, true).debit("39.98").unknown(), ENTRIES_WITHOUT_SAGA);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                CreateOrder.class,
                CheckStock.class,
                CheckBalance.class,
                UpdateBalance.class,
                UpdateStock.class,
                UpdateStatus.class
            })
    void a_running_saga_may_or_may_not_have_the_effect_that_it_waits_for(Class<? extends Command> step) {
        assertClean(Case.waitingFor(step));
        assertClean(Case.waitingFor(step).effectOf(step));
    }

    @Test
    void a_running_saga_has_no_effect_of_what_it_did_not_send() {
        assertFound(Case.waitingFor(CheckBalance.class).debit("39.98"), DEBIT_UNEXPLAINED);
        assertFound(Case.waitingFor(UpdateBalance.class).decrement(2), DECREMENT_UNEXPLAINED);
        assertFound(Case.waitingFor(UpdateStock.class).refund("39.98"), REFUND_UNEXPLAINED);
        assertFound(Case.waitingFor(UpdateStock.class).order(Status.SUCCESS), ORDER_DIFFERS);
        assertFound(Case.waitingFor(UpdateStock.class).order(Status.FAILED), ORDER_DIFFERS);
    }

    @Test
    void a45_a_running_saga_has_the_effect_of_what_succeeded() {
        assertFound(Case.waitingFor(UpdateStock.class).withoutMoney(), DEBIT_MISSING);
        assertFound(Case.waitingFor(UpdateStatus.class).withoutStock(), DECREMENT_MISSING);
        assertFound(Case.waitingFor(CheckStock.class).withoutOrder(), ORDER_MISSING);
    }

    @Test
    void a_compensating_saga_may_be_anywhere_between_held_and_given_back() {
        Case held = Case.of(SagaStatus.COMPENSATING)
                .sent(UpdateBalance.class, StepStatus.ABANDONED)
                .undone(RefundBalance.class, StepStatus.IN_DOUBT);
        assertClean(held);
        assertClean(held.debit("39.98"));
        assertClean(held.refund("39.98"));
    }

    @Test
    void a33_what_a_compensating_saga_was_told_is_given_back_is_given_back() {
        assertFound(
                Case.of(SagaStatus.COMPENSATING)
                        .sent(UpdateBalance.class, StepStatus.SUCCEEDED)
                        .undone(RefundBalance.class, StepStatus.SUCCEEDED)
                        .debit("39.98"),
                DEBIT_NOT_REFUNDED);
        assertClean(Case.of(SagaStatus.COMPENSATING)
                .sent(UpdateBalance.class, StepStatus.ABANDONED)
                .undone(RefundBalance.class, StepStatus.SUCCEEDED)
                .undone(UpdateStatus.class, StepStatus.SENT)
                .order(Status.FAILED));
    }

    @ParameterizedTest
    @EnumSource(value = StepStatus.class, mode = Mode.EXCLUDE, names = "FAILED")
    void money_is_explained_by_a_debit_that_was_sent_and_not_refused(StepStatus status) {
        assertClean(
                Case.of(SagaStatus.STARTED).sent(UpdateBalance.class, status).debit("39.98"));
    }

    @Test
    void a_saga_that_cannot_be_read_is_named_and_one_of_another_kind_is_left_alone() {
        assertFound(Case.completed().unreadable(), SAGA_UNREADABLE);
        assertClean(Case.completed().withoutMoney().ofAnotherKind());
    }

    @Test
    void a_finding_names_the_order_and_the_figures() {
        Finding finding = AuditRules.judge(
                        Case.completed().withoutMoney().debit("39.97").dossier())
                .getFirst();

        assertThat(finding.orderId()).isEqualTo(Case.completed().dossier().orderId());
        assertThat(finding.sagaId()).isEqualTo(Case.completed().dossier().sagaId());
        assertThat(finding.finding())
                .isEqualTo("The saga is COMPLETED, and the ledger has a DEBIT of 39.97 of user 7, and it wants a DEBIT"
                        + " of 39.98 of user 7.");
    }

    private static void assertClean(Case of) {
        assertThat(AuditRules.judge(of.dossier())).isEmpty();
    }

    private static void assertFound(Case of, FindingKind... kinds) {
        List<Finding> found = AuditRules.judge(of.dossier());
        assertThat(found)
                .extracting(Finding::kind)
                .containsExactlyInAnyOrder(
                        Arrays.stream(kinds).map(FindingKind::name).toArray(String[]::new));
        assertThat(found)
                .allSatisfy(
                        finding -> assertThat(finding.finding()).endsWith(".").doesNotContain("null"));
    }
}
