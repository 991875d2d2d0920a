package io.ordersaga.orchestrator.audit;

import io.ordersaga.messages.Command;
import io.ordersaga.messages.Step;
import io.ordersaga.messages.product.ProductCommand.RestoreStock;
import io.ordersaga.messages.product.ProductCommand.UpdateStock;
import io.ordersaga.messages.user.UserCommand.RefundBalance;
import io.ordersaga.messages.user.UserCommand.UpdateBalance;

/** What an order takes from somebody, and gives back when it fails: the same rules in other words. */
enum Holding {
    MONEY(
            new Taking("DEBIT", UpdateBalance.class),
            new Taking("REFUND", RefundBalance.class),
            new Kinds(
                    FindingKind.DEBIT_MISSING,
                    FindingKind.DEBIT_WRONG,
                    FindingKind.DEBIT_UNEXPLAINED,
                    FindingKind.DEBIT_NOT_REFUNDED,
                    FindingKind.REFUND_WRONG,
                    FindingKind.REFUND_UNEXPLAINED),
            "user"),
    STOCK(
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

    private final Taking take;
    private final Taking giveBack;
    private final Kinds kinds;
    private final String whose;

    Holding(Taking take, Taking giveBack, Kinds kinds, String whose) {
        this.take = take;
        this.giveBack = giveBack;
        this.kinds = kinds;
        this.whose = whose;
    }

    Taking take() {
        return take;
    }

    Taking giveBack() {
        return giveBack;
    }

    Kinds kinds() {
        return kinds;
    }

    /** As people would say it. */
    String describe(Entry entry) {
        return "a " + entry.kind() + " of " + entry.change().abs().toPlainString() + " of " + whose + " "
                + entry.account();
    }
}
