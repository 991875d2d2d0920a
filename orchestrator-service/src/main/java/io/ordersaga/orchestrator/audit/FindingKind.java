package io.ordersaga.orchestrator.audit;

/** What can be wrong between services. What can be wrong within one, it names itself. */
enum FindingKind {
    DEBIT_MISSING,
    DEBIT_WRONG,
    DEBIT_UNEXPLAINED,
    DEBIT_NOT_REFUNDED,
    REFUND_WRONG,
    REFUND_UNEXPLAINED,
    DECREMENT_MISSING,
    DECREMENT_WRONG,
    DECREMENT_UNEXPLAINED,
    DECREMENT_NOT_RESTORED,
    RESTORE_WRONG,
    RESTORE_UNEXPLAINED,
    ENTRY_UNKNOWN,
    ORDER_MISSING,
    ORDER_PENDING,
    ORDER_DIFFERS,
    ORDER_WITHOUT_SAGA,
    ENTRIES_WITHOUT_SAGA,
    SAGA_UNREADABLE
}
