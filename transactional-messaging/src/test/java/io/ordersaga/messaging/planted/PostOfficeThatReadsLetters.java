package io.ordersaga.messaging.planted;

import io.ordersaga.messages.order.OrderCommand;

/** Breaks the rule that the post office does not know what it carries. */
public record PostOfficeThatReadsLetters(OrderCommand command) {}
