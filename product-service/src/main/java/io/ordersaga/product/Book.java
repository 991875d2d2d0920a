package io.ordersaga.product;

import io.ordersaga.product.LedgerAuditReport.Finding;
import io.ordersaga.product.LedgerAuditReport.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A product whose books are not in order: what the product says, and what its entries say. */
record Book(
        long productId,
        @Nullable BigDecimal quantity,
        @Nullable Long ledgerEntries,
        long entries,
        BigDecimal total,
        BigDecimal lowest,
        @Nullable Long firstWrong,
        boolean whole) {

    List<Finding> findings() {
        if (quantity == null) {
            return List.of(finding(
                    Kind.PRODUCT_MISSING,
                    "There is no product %d, and the ledger has %d entries of it.".formatted(productId, entries)));
        }
        List<Finding> all = new ArrayList<>();
        if (quantity.compareTo(total) != 0) {
            all.add(finding(
                    Kind.SUM_DIFFERS,
                    "Product %d has %s pieces, and its ledger adds up to %s.".formatted(productId, quantity, total)));
        }
        if (!whole) {
            all.add(finding(
                    Kind.ENTRIES_MISSING,
                    "Product %d counted %d entries, and its ledger has %d or has a gap in their numbers."
                            .formatted(productId, ledgerEntries, entries)));
        }
        if (lowest.signum() < 0) {
            all.add(finding(
                    Kind.BELOW_ZERO, "The ledger of product %d leads down to %s.".formatted(productId, lowest)));
        }
        if (firstWrong != null) {
            all.add(finding(
                    Kind.QUANTITY_AFTER_DIFFERS,
                    "Entry %d of product %d names another quantity than the entries up to it lead to."
                            .formatted(firstWrong, productId)));
        }
        return all;
    }

    private Finding finding(Kind kind, String sentence) {
        return new Finding(kind, productId, null, sentence);
    }
}
