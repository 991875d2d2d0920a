package io.ordersaga.product;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an audit of the stocks found.
 *
 * @param found all of it
 * @param findings the first 1000 of them
 */
record LedgerAuditReport(
        @Schema(example = "12000", description = "Products that were checked")
        long checked,

        @Schema(example = "1", description = "How much does not add up, listed here or not")
        long found,

        List<Finding> findings,
        boolean findingsTruncated) {

    /** What can be wrong with the books of a product. */
    enum Kind {
        /** The entries do not add up to the quantity. */
        SUM_DIFFERS,
        /** The numbers of the entries have a gap, or are not as many as the product counted. */
        ENTRIES_MISSING,
        /** The entries led below zero. */
        BELOW_ZERO,
        /** An entry names another quantity than the entries up to it lead to. */
        QUANTITY_AFTER_DIFFERS,
        /** Entries of a product that is not there. */
        PRODUCT_MISSING,
        /** Pieces were put back that the same saga had not taken before. */
        RESTORE_WITHOUT_DECREMENT,
        /** More or less was put back than was taken, or to another product. */
        RESTORE_DIFFERS
    }

    /**
     * Something that does not add up.
     *
     * @param sagaId whose entries they are, where it is about those of one saga
     * @param finding the same as a sentence, with the figures
     */
    record Finding(
            Kind kind,
            @Schema(example = "1") long productId,
            @Nullable UUID sagaId,

            @Schema(example = "Product 1 has 90, and its ledger adds up to 100.")
            String finding) {}
}
