package io.ordersaga.orchestrator.saga;

import java.util.UUID;

/** Told to the saga's owner inside the transaction that stores a new saga, through whichever door it came. */
public record SagaStarted(UUID sagaId, Object data) {}
