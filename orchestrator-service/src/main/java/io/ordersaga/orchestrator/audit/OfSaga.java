package io.ordersaga.orchestrator.audit;

import java.util.UUID;

/** A line of one of the lists that are ordered by saga id. */
interface OfSaga {
    UUID sagaId();
}
