/** Exports spans by OTLP, when it is said where to; nothing of it is loaded otherwise. */
@NullMarked
package io.ordersaga.messaging.trace.export;

import org.jspecify.annotations.NullMarked;
