package io.ordersaga.messages;

import java.util.UUID;

/** What is sent over the exchange: a {@link Command} asks a service to act, an {@link Event} says what came of it. */
public sealed interface Message permits Command, Event {

    /** The saga this message belongs to; also its AMQP {@code correlation_id}. */
    UUID sagaId();

    /** The order that the saga processes. */
    UUID orderId();
}
