package io.ordersaga.user;

import io.ordersaga.user.LedgerAuditReport.Finding;
import io.ordersaga.user.LedgerAuditReport.Kind;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A refund that its saga's debit does not explain. */
record Refund(
        long userId,
        @Nullable UUID sagaId,
        BigDecimal refunded,
        @Nullable Long debitedFrom,
        @Nullable BigDecimal debited) {

    Finding finding() {
        return debited == null
                ? new Finding(
                        Kind.REFUND_WITHOUT_DEBIT,
                        userId,
                        sagaId,
                        "User %d was refunded %s, and the ledger has no debit of this saga."
                                .formatted(userId, refunded))
                : new Finding(
                        Kind.REFUND_DIFFERS,
                        userId,
                        sagaId,
                        "User %d was refunded %s; the debit of this saga is %s from user %d."
                                .formatted(userId, refunded, debited, debitedFrom));
    }
}
