package io.ordersaga.orchestrator.engine.planted;

import io.ordersaga.user.planted.ClassOfAnotherService;

/** Breaks the rule that services do not know each other. */
public record ServiceThatKnowsAnother(ClassOfAnotherService other) {}
