package io.ordersaga.orchestrator.engine;

/** Whether a command does something or undoes it. */
public enum StepRole {
    ACTION,
    COMPENSATION
}
