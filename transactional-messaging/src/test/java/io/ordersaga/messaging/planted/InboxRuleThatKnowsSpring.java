package io.ordersaga.messaging.planted;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Breaks the rule that what an inbox decides needs no database. */
public record InboxRuleThatKnowsSpring(JdbcClient jdbc) {}
