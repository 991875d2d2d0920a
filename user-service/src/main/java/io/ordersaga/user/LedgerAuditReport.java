package io.ordersaga.user;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an audit of the balances found.
 *
 * @param found all of it
 * @param findings the first 1000 of them
 */
record LedgerAuditReport(
        @Schema(example = "12000", description = "Users that were checked")
        long checked,

        @Schema(example = "1", description = "How much does not add up, listed here or not")
        long found,

        List<Finding> findings,
        boolean findingsTruncated) {

    /** What can be wrong with the books of a user. */
    enum Kind {
        /** The entries do not add up to the balance. */
        SUM_DIFFERS,
        /** The numbers of the entries have a gap, or are not as many as the user counted. */
        ENTRIES_MISSING,
        /** The entries led below zero. */
        BELOW_ZERO,
        /** An entry names another balance than the entries up to it lead to. */
        BALANCE_AFTER_DIFFERS,
        /** Entries of a user that is not there. */
        USER_MISSING,
        /** Money was given back that the same saga had not taken before. */
        REFUND_WITHOUT_DEBIT,
        /** More or less was given back than was taken, or to somebody else. */
        REFUND_DIFFERS
    }

    /**
     * Something that does not add up.
     *
     * @param sagaId whose entries they are, where it is about those of one saga
     * @param finding the same as a sentence, with the figures
     */
    record Finding(
            Kind kind,
            @Schema(example = "1") long userId,
            @Nullable UUID sagaId,

            @Schema(example = "User 1 has 90.00, and its ledger adds up to 100.00.")
            String finding) {}
}
