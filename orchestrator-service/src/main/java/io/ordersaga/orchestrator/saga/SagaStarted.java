package io.ordersaga.orchestrator.saga;

/** Told to the saga's owner inside the transaction that stores a new saga, through whichever door it came. */
public record SagaStarted(Object data) {}
