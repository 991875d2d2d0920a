package io.ordersaga.orchestrator.engine;

import java.time.Instant;

/**
 * When a decision is taken, as the database says, and the chance that spreads the retries; handed in, so that the
 * engine has no clock and no dice.
 *
 * @param chance 0 up to 1
 */
public record Moment(Instant now, double chance) {}
