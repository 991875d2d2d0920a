/** The exchange, the queues and their bindings: declared by whoever consumes, again after every loss. */
@NullMarked
package io.ordersaga.messaging.topology;

import org.jspecify.annotations.NullMarked;
