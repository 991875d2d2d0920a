package io.ordersaga.orchestrator.model;

import io.ordersaga.orchestrator.model.Bounds.Price;
import org.jspecify.annotations.Nullable;

/** Something that can happen next, and what the world is like after it. */
record Move(Kind kind, @Nullable Letter letter, Price price, World after) {

    /** What can happen. */
    enum Kind {
        RELAYED("is sent by a relay"),
        RELAYED_AND_CRASHED("is sent by a relay, which crashes before it knows"),
        HANDLED("is handled with success"),
        REFUSED("is refused"),
        HANDLED_AND_CRASHED("is handled, and its service crashes before it acknowledges or sends"),
        REFUSED_AND_CRASHED("is refused, and its service crashes before it acknowledges or sends"),
        ESCAPED("is handled and rolled back, but its answer is out"),
        LOST("is lost"),
        DOUBLED("is doubled"),
        WIPED("the broker is wiped"),
        SENT_AGAIN("what is unanswered is sent again"),
        ANNOUNCED_AGAIN("the order is announced again"),
        DEADLINE_PASSED("the deadline passes"),
        CANCELLED("the owner cancels"),
        FORGOTTEN("the inbox forgets");

        private final String told;

        Kind(String told) {
            this.told = told;
        }
    }

    @Override
    public String toString() {
        return letter == null ? kind.told : letter + " " + kind.told;
    }
}
