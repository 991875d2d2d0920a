package io.ordersaga.messaging.faults;

/** An accident that can happen to a committed message. */
public enum InjectedFault {
    /** The broker confirms it, and loses it. */
    DROP,
    /** The broker gets it twice. */
    DUPLICATE,
    /** The broker delivers it late: its sender has long asked again. */
    DELAY,
    /** The next message of the same saga from the same service overtakes it. */
    REORDER,
    /** The service dies after the commit and before it published anything. */
    CRASH
}
