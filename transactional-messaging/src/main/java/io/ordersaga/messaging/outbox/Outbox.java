package io.ordersaga.messaging.outbox;

import io.ordersaga.messages.Command;
import io.ordersaga.messages.MessageJson;
import io.ordersaga.messages.RoutingKey;
import io.ordersaga.messages.Success;
import io.ordersaga.messaging.inbox.Inbox;
import io.ordersaga.messaging.trace.CurrentTrace;
import io.ordersaga.messaging.trace.Spans;
import io.ordersaga.messaging.trace.TraceParent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Sends messages with the surrounding transaction: they are stored when it commits, published at once afterwards, and
 * published again until the broker has confirmed them. If it rolls back, they never were. Every method needs an active
 * transaction and throws {@link IllegalStateException} without one.
 */
@RequiredArgsConstructor
public class Outbox {

    private final OutboxStore store;
    private final OutboxPublisher publisher;
    private final Inbox inbox;
    private final Spans spans;

    /** Sends a command; sending it again is harmless and carries the same message id. */
    public void send(Command command, TraceParent trace) {
        add(RoutingKey.of(command), MessageJson.write(command), trace);
    }

    /** Announces what the service did of its own accord, and remembers it as if a command had asked for it. */
    public void announce(Success event) {
        inbox.remember(event);
        add(RoutingKey.of(event), MessageJson.write(event), CurrentTrace.get());
    }

    /** Sends a message as it is. */
    public void add(OutboxMessage message) {
        pending().messages.putIfAbsent(message.messageId(), message);
    }

    /** Sends a message whose body is JSON already: an answer that may have been given before, or a redelivery. */
    public void add(RoutingKey key, byte[] body, TraceParent trace) {
        add(OutboxMessage.of(key, body, spans.sent(key, trace)));
    }

    private Pending pending() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("the outbox sends with a transaction, and there is none");
        }
        @Nullable Pending pending = (Pending) TransactionSynchronizationManager.getResource(this);
        if (pending == null) {
            pending = new Pending();
            TransactionSynchronizationManager.bindResource(this, pending);
            TransactionSynchronizationManager.registerSynchronization(pending);
        }
        return pending;
    }

    /** The messages of one transaction, each once: one insert before its commit, one hand-over to the publisher after it. */
    private final class Pending implements TransactionSynchronization {

        private final Map<UUID, OutboxMessage> messages = new LinkedHashMap<>();

        @Override
        public void beforeCommit(boolean readOnly) {
            store.insert(messages.values());
        }

        @Override
        public void afterCommit() {
            publisher.publish(messages.values());
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResourceIfPossible(Outbox.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(Outbox.this, this);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(Outbox.this);
        }
    }
}
