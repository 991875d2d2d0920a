/** What the broker delivers, before anybody has understood it. */
@NullMarked
package io.ordersaga.messaging.delivery;

import org.jspecify.annotations.NullMarked;
