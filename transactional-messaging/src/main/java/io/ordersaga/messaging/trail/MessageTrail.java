package io.ordersaga.messaging.trail;

import io.ordersaga.messages.Outcome;
import io.ordersaga.messaging.outbox.WaitingMessages.WaitingMessage;
import java.util.List;

/**
 * What a service still knows of a saga's messages.
 *
 * @param inbox the commands that it has answered, for as long as the saga is kept
 * @param outbox what it has committed and the broker has not confirmed; what is confirmed is gone
 */
public record MessageTrail(List<Answered> inbox, List<WaitingMessage> outbox) {

    /**
     * A command that was answered, or a tombstone for one that must not come any more.
     *
     * @param answer the body that was sent, and is sent again to each copy of the command
     */
    public record Answered(String action, Outcome outcome, String answer) {}
}
