/** Orders: what was ordered, and how it ended. */
@NullMarked
package io.ordersaga.order;

import org.jspecify.annotations.NullMarked;
