package io.ordersaga.orchestrator.engine;

import io.ordersaga.messages.Step;

/** Which of its commands: a saga sends each of its actions and compensations once, and both may ask for the same step. */
public record SagaCommand(StepRole role, Step step) {

    /** As it stands in addresses. */
    public String word() {
        return role == StepRole.COMPENSATION ? "undo:" + step : step.toString();
    }

    /** For people, who are told the service beside it. */
    public String inShort() {
        return role == StepRole.COMPENSATION ? "undo: " + step.action() : step.action();
    }
}
