/** Idempotency by saga and action: what was done, what was answered, and what must no longer happen. */
@NullMarked
package io.ordersaga.messaging.inbox;

import org.jspecify.annotations.NullMarked;
