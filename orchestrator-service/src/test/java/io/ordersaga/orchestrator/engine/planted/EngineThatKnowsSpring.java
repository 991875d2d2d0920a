package io.ordersaga.orchestrator.engine.planted;

import org.springframework.context.ApplicationContext;

/** Breaks the rule that the engine is pure, so that the rule is seen to work. */
public record EngineThatKnowsSpring(ApplicationContext context) {}
