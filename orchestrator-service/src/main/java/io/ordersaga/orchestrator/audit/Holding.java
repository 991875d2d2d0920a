package io.ordersaga.orchestrator.audit;

import io.ordersaga.messages.Command;
import io.ordersaga.messages.Step;
import io.ordersaga.messages.product.ProductCommand.RestoreStock;
import io.ordersaga.messages.product.ProductCommand.UpdateStock;
import io.ordersaga.messages.user.UserCommand.RefundBalance;
import io.ordersaga.messages.user.UserCommand.UpdateBalance;

/**
 * What an order takes from somebody, and gives back when it fails: money and stock obey the same rules in other words.
 *
 * @param whose in the words of people
 */
record Holding(Taking take, Taking giveBack, Kinds kinds, String whose) {

    static final Holding MONEY = new Holding(
            new Taking("DEBIT", UpdateBalance.class),
            new Taking("REFUND", RefundBalance.class),
            new Kinds(
                    FindingKind.DEBIT_MISSING,
                    FindingKind.DEBIT_WRONG,
                    FindingKind.DEBIT_UNEXPLAINED,
                    FindingKind.DEBIT_NOT_REFUNDED,
                    FindingKind.REFUND_WRONG,
                    FindingKind.REFUND_UNEXPLAINED),
            "user");

    static final Holding STOCK = new Holding(
            new Taking("DECREMENT", UpdateStock.class),
            new Taking("RESTORE", RestoreStock.class),
            new Kinds(
                    FindingKind.DECREMENT_MISSING,
                    FindingKind.DECREMENT_WRONG,
                    FindingKind.DECREMENT_UNEXPLAINED,
                    FindingKind.DECREMENT_NOT_RESTORED,
                    FindingKind.RESTORE_WRONG,
                    FindingKind.RESTORE_UNEXPLAINED),
            "product");

    /** How the ledger calls an entry, and which step makes it. */
    record Taking(String kind, Step step) {

        Taking(String kind, Class<? extends Command> command) {
            this(kind, Step.of(command));
        }
    }

    record Kinds(
            FindingKind missing,
            FindingKind wrong,
            FindingKind unexplained,
            FindingKind notGivenBack,
            FindingKind wronglyGivenBack,
            FindingKind givenBackUnexplained) {}

    /** As people would say it. */
    String describe(Entry entry) {
        return "a " + entry.kind() + " of " + entry.change().abs().toPlainString() + " of " + whose + " "
                + entry.account();
    }
}
