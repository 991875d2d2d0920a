package io.ordersaga.user;

import io.ordersaga.user.LedgerAuditReport.Finding;
import io.ordersaga.user.LedgerAuditReport.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A user whose books are not in order: what the user says, and what its entries say. */
record Book(
        long userId,
        @Nullable BigDecimal balance,
        @Nullable Long ledgerEntries,
        long entries,
        BigDecimal total,
        BigDecimal lowest,
        @Nullable Long firstWrong,
        boolean whole) {

    List<Finding> findings() {
        if (balance == null) {
            return List.of(finding(
                    Kind.USER_MISSING,
                    "There is no user %d, and the ledger has %d entries of it.".formatted(userId, entries)));
        }
        List<Finding> all = new ArrayList<>();
        if (balance.compareTo(total) != 0) {
            all.add(finding(
                    Kind.SUM_DIFFERS,
                    "User %d has %s, and its ledger adds up to %s.".formatted(userId, balance, total)));
        }
        if (!whole) {
            all.add(finding(
                    Kind.ENTRIES_MISSING,
                    "User %d counted %d entries, and its ledger has %d or has a gap in their numbers."
                            .formatted(userId, ledgerEntries, entries)));
        }
        if (lowest.signum() < 0) {
            all.add(finding(Kind.BELOW_ZERO, "The ledger of user %d leads down to %s.".formatted(userId, lowest)));
        }
        if (firstWrong != null) {
            all.add(finding(
                    Kind.BALANCE_AFTER_DIFFERS,
                    "Entry %d of user %d names another balance than the entries up to it lead to."
                            .formatted(firstWrong, userId)));
        }
        return all;
    }

    private Finding finding(Kind kind, String sentence) {
        return new Finding(kind, userId, null, sentence);
    }
}
