package io.ordersaga.messaging.inbox;

import io.ordersaga.messages.Event;
import io.ordersaga.messages.MessageJson;
import io.ordersaga.messages.Outcome;
import java.util.UUID;

/**
 * What a service remembers of one action of one saga, for as long as the saga is kept.
 *
 * @param answer the JSON body that was answered, and is answered again to every duplicate
 */
public record InboxEntry(Key key, String answer, Outcome outcome) {

    /** The identity of a step: it has at most one effect. */
    public record Key(UUID sagaId, String action) {}

    static InboxEntry answered(Key key, Event event) {
        return new InboxEntry(key, MessageJson.text(event), event.outcome());
    }

    boolean hadEffect() {
        return outcome == Outcome.SUCCESS;
    }
}
