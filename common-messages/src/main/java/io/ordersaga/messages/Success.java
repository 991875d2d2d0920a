package io.ordersaga.messages;

/** The command had its effect; the record says what others need to know of it. */
public non-sealed interface Success extends Event {}
