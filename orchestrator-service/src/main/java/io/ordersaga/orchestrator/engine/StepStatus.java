package io.ordersaga.orchestrator.engine;

/** What is known of a command that a saga sent. */
public enum StepStatus {
    /** Waiting for the answer. */
    SENT,
    /** The answer is overdue; the command is sent again, its effect unknown. */
    IN_DOUBT,
    /** Answered with success. */
    SUCCEEDED,
    /** Refused by its service for a business reason: it had no effect. */
    FAILED,
    /** The saga turned back without waiting for the answer; what it may have done is being undone. */
    ABANDONED;

    public boolean isWaiting() {
        return this == SENT || this == IN_DOUBT;
    }
}
