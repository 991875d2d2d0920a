package io.ordersaga.messages;

/** What came of a command. A technical fault is neither of the two: it is retried and never announced. */
public sealed interface Event extends Message permits Success, Failure {

    /** How the event ends its routing key. */
    default Outcome outcome() {
        return switch (this) {
            case Success _ -> Outcome.SUCCESS;
            case Failure _ -> Outcome.FAILURE;
        };
    }
}
