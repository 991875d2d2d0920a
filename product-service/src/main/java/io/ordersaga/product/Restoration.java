package io.ordersaga.product;

import io.ordersaga.product.LedgerAuditReport.Finding;
import io.ordersaga.product.LedgerAuditReport.Kind;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Pieces put back that their saga's decrement does not explain. */
record Restoration(
        long productId,
        @Nullable UUID sagaId,
        BigDecimal restored,
        @Nullable Long takenFrom,
        @Nullable BigDecimal taken) {

    Finding finding() {
        return taken == null
                ? new Finding(
                        Kind.RESTORE_WITHOUT_DECREMENT,
                        productId,
                        sagaId,
                        "Product %d got %s pieces back, and the ledger has no decrement of this saga."
                                .formatted(productId, restored))
                : new Finding(
                        Kind.RESTORE_DIFFERS,
                        productId,
                        sagaId,
                        "Product %d got %s pieces back; the decrement of this saga is %s of product %d."
                                .formatted(productId, restored, taken, takenFrom));
    }
}
