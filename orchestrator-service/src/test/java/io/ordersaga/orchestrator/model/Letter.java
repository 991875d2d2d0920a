package io.ordersaga.orchestrator.model;

import io.ordersaga.messages.Command;
import io.ordersaga.messages.Event;
import io.ordersaga.messages.Message;
import io.ordersaga.messages.Step;

/** A message under way. Copies of one are equal, as they carry the same id. */
record Letter(Step step, Message message) {

    static Letter of(Command command) {
        return new Letter(Step.of(command.getClass()), command);
    }

    static Letter of(Step step, Event event) {
        return new Letter(step, event);
    }

    boolean concerns(Step other) {
        return step.equals(other);
    }

    @Override
    public String toString() {
        return switch (message) {
            case Command _ -> step.action();
            case Event event ->
                "the answer " + step.action() + "." + event.outcome().word();
        };
    }
}
