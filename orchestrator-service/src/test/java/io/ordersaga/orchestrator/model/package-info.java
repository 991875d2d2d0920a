/**
 * A model of the whole system around the code that decides: the engine with the order saga and the inbox's memory are the
 * production's own; outboxes, broker, crashes and clocks are sets and counters. Explored to the end within bounds, and at
 * random far beyond.
 */
package io.ordersaga.orchestrator.model;
