package io.ordersaga.messaging.trail;

import io.ordersaga.messaging.inbox.InboxStore;
import io.ordersaga.messaging.outbox.WaitingMessages;
import io.ordersaga.messaging.trail.MessageTrail.Answered;
import java.util.UUID;
import lombok.RequiredArgsConstructor;

/** Finds the inbox and outbox entries of a saga. */
@RequiredArgsConstructor
public class SagaMessages {

    private final InboxStore inbox;
    private final WaitingMessages outbox;

    /** A saga that is not known here has none. */
    public MessageTrail of(UUID sagaId) {
        return new MessageTrail(
                inbox.ofSaga(sagaId).stream()
                        .map(entry -> new Answered(entry.key().action(), entry.outcome(), entry.answer()))
                        .toList(),
                outbox.ofSaga(sagaId));
    }
}
