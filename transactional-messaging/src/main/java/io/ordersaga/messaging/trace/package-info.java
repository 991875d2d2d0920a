/** One trace from an order's request through every message and back (W3C Trace Context). */
@NullMarked
package io.ordersaga.messaging.trace;

import org.jspecify.annotations.NullMarked;
