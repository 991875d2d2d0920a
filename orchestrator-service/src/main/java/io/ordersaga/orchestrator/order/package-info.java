/** The order saga: its definition, how orders come in, what callers are shown. */
@NullMarked
package io.ordersaga.orchestrator.order;

import org.jspecify.annotations.NullMarked;
