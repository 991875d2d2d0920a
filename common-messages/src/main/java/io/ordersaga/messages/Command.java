package io.ordersaga.messages;

import org.jspecify.annotations.Nullable;

/**
 * Asks one service to do one step of a saga. Its {@link Address} says which service and which action; together with the
 * saga's id that is its identity, so a second copy of it never has a second effect.
 */
public non-sealed interface Command extends Message {

    /** The action that this command undoes, or null when it is not a compensation. */
    default @Nullable Class<? extends Command> undoes() {
        return null;
    }

    /**
     * Whether a refusal is not the end: the saga sends the command again until it succeeds, so its service decides
     * afresh each time. True for compensations, and for what a saga does after its point of no return.
     */
    default boolean mustSucceed() {
        return undoes() != null;
    }

    /** The answer that the command was refused for a business reason; see {@link FailureCode} for the codes. */
    default Failure refuse(String code, String message) {
        return new Failure(sagaId(), orderId(), code, message);
    }
}
