package io.ordersaga.orchestrator.engine;

import io.ordersaga.messages.Event;
import io.ordersaga.messages.Step;

/** What can make a saga move. */
public sealed interface Trigger {

    /** A service answered. */
    record Answered(Step step, Event event) implements Trigger {}

    /** Time has passed: perhaps an answer is overdue, perhaps the deadline has come. */
    record TimePassed() implements Trigger {}

    /** Somebody wants it undone. */
    record Cancel() implements Trigger {}

    /** Somebody wants the unanswered command sent now. */
    record Retry() implements Trigger {}
}
