package io.ordersaga.messaging.consume;

import io.ordersaga.messages.MalformedMessageException;
import io.ordersaga.messaging.delivery.InboundMessage;
import java.util.List;

/**
 * Handles what a queue brings. Messages that have arrived together are handled in one transaction; when that fails for
 * one of them, each is tried in a transaction of its own, so {@link #handle} may see a message again that it saw in a
 * batch that was rolled back.
 *
 * @param <M> what the handler understands a message to be
 */
public interface BatchHandler<M> {

    /** @throws MalformedMessageException when the message can never be understood: it becomes a dead letter at once */
    M read(InboundMessage message);

    /** Runs inside a transaction; the messages are acknowledged after its commit. */
    void handle(List<M> batch);
}
