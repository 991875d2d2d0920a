package io.ordersaga.orchestrator.audit;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * What an audit found.
 *
 * @param found all of it
 * @param findings the first 1000 of it
 */
@Schema(name = "Audit")
public record AuditReport(
        @Schema(description = "Everything adds up") boolean consistent,

        Checked checked,

        @Schema(example = "0", description = "How much does not add up, listed here or not")
        long found,

        List<Finding> findings,
        boolean findingsTruncated,
        long tookMs) {

    /**
     * How much was looked at.
     *
     * @param running those of the sagas that had not ended; of them, only what their steps explain is expected
     * @param users all there are, whenever their orders were created, and so the products
     */
    @Schema(name = "Checked")
    public record Checked(long sagas, long running, long users, long products, long orders) {}
}
