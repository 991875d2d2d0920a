/** Takes what has arrived in batches, handles it in one transaction, acknowledges after the commit. */
@NullMarked
package io.ordersaga.messaging.consume;

import org.jspecify.annotations.NullMarked;
