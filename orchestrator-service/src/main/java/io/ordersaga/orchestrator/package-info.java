/** The orchestrator: drives sagas of any kind, and has one of them, the order saga. */
@NullMarked
package io.ordersaga.orchestrator;

import org.jspecify.annotations.NullMarked;
