package io.ordersaga.orchestrator.engine;

/** How far a saga is. */
public enum SagaStatus {
    /** Going forward. */
    STARTED,
    /** Undoing what was done. */
    COMPENSATING,
    /** Every step succeeded. */
    COMPLETED,
    /** Everything that was done is undone. */
    FAILED;

    public boolean isFinished() {
        return this == COMPLETED || this == FAILED;
    }
}
