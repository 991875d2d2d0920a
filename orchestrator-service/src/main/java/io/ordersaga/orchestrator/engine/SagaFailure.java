package io.ordersaga.orchestrator.engine;

import io.ordersaga.messages.Failure;
import io.ordersaga.messages.StorableText;

/**
 * Why a saga turned back.
 *
 * @param code stable and upper-case, as in {@link io.ordersaga.messages.FailureCode}
 * @param reason for people
 */
public record SagaFailure(String code, String reason) {

    private static final int LONGEST_CODE = 100;
    private static final int LONGEST_REASON = 2_000;

    /**
     * As a participant says it, of a long text the beginning: the whole would not fit into the command that tells it on,
     * which nobody could read then, and so the saga would never end. Neither would it with a NUL.
     */
    static SagaFailure of(Failure refusal) {
        return new SagaFailure(
                StorableText.of(refusal.code(), LONGEST_CODE), StorableText.of(refusal.message(), LONGEST_REASON));
    }
}
