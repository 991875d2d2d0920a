/** Dead letters of all services, kept for an operator to redeliver or discard. */
@NullMarked
package io.ordersaga.orchestrator.deadletter;

import org.jspecify.annotations.NullMarked;
