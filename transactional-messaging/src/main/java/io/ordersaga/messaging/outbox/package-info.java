/** Messages written in the business transaction, published after its commit, forgotten once confirmed. */
@NullMarked
package io.ordersaga.messaging.outbox;

import org.jspecify.annotations.NullMarked;
