package io.ordersaga.orchestrator.engine;

import io.ordersaga.messages.Failure;

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
     * which nobody could read then, and so the saga would never end. Neither would it with a NUL, for which PostgreSQL has no
     * room in a text.
     */
    static SagaFailure of(Failure refusal) {
        return new SagaFailure(told(refusal.code(), LONGEST_CODE), told(refusal.message(), LONGEST_REASON));
    }

    private static String told(String text, int longest) {
        return beginning(text, longest).replace('\0', '\uFFFD');
    }

    /** Without half a character at its end, which has no place in a message. */
    private static String beginning(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest);
    }
}
