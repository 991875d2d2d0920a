/** The language of the order service: recording an order and its final status. */
@NullMarked
package io.ordersaga.messages.order;

import org.jspecify.annotations.NullMarked;
