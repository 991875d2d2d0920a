package io.ordersaga.orchestrator.model;

/** The system as it is, or with one of its rules broken, as other systems have it. */
enum Variant {
    AS_IT_IS,
    NO_TOMBSTONE,
    NO_INBOX,
    INBOX_FORGETS,
    REFUSAL_OF_A_COMPENSATION_REMEMBERED,
    REFUSED_COMPENSATION_ENDS_THE_SAGA,
    PUBLISHED_INSIDE_THE_TRANSACTION,
    NOTHING_SENT_AGAIN,
    ANY_ANSWER_COUNTS
}
