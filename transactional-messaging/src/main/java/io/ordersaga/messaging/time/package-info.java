/** The time that counts. */
@NullMarked
package io.ordersaga.messaging.time;

import org.jspecify.annotations.NullMarked;
