package io.ordersaga.orchestrator.audit;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that does not add up.
 *
 * @param sagaId null when it is about a user or a product
 * @param orderId null when it is not known, or about a user or a product
 * @param kind one of a fixed set of words, see docs/operations.md
 * @param finding the same as a sentence, with the figures
 */
public record Finding(
        @Nullable UUID sagaId,
        @Nullable UUID orderId,
        @Schema(example = "DEBIT_NOT_REFUNDED") String kind,

        @Schema(example = "The saga FAILED, and user 1 was debited 39.98 and not refunded.")
        String finding) {}
