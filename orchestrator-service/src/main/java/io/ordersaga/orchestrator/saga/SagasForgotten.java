package io.ordersaga.orchestrator.saga;

import java.util.UUID;

/** Told to the sagas' owner, again and again: every saga with a lower id is gone, and what belongs to it may go. */
public record SagasForgotten(UUID before) {}
