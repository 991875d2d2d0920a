/** A broker of our own: embedded, or a private node of an installed RabbitMQ. */
@NullMarked
package io.ordersaga.local.broker;

import org.jspecify.annotations.NullMarked;
