/** Messages that nobody can handle, with their cause, out of the way of the others. */
@NullMarked
package io.ordersaga.messaging.deadletter;

import org.jspecify.annotations.NullMarked;
