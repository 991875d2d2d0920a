package io.ordersaga.orchestrator.engine;

/**
 * Why a saga turned back.
 *
 * @param code stable and upper-case, as in {@link io.ordersaga.messages.FailureCode}
 * @param reason for people
 */
public record SagaFailure(String code, String reason) {}
