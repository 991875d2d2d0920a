/** Requests that work for a trace. */
@NullMarked
package io.ordersaga.messaging.trace.http;

import org.jspecify.annotations.NullMarked;
