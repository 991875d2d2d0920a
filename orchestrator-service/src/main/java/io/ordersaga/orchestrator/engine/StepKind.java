package io.ordersaga.orchestrator.engine;

/** Where a step stands to the point of no return. */
public enum StepKind {

    /** Before the pivot: can be undone, or has nothing to undo. */
    COMPENSATABLE,

    /** The point of no return: once it succeeded the saga only goes forward. */
    PIVOT,

    /** After the pivot: cannot be refused for good, is sent again until it succeeds. */
    RETRIABLE
}
