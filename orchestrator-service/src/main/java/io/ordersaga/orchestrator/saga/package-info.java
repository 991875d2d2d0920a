/** The engine's shell: sagas in the database, answers from the broker, timers, operators. */
@NullMarked
package io.ordersaga.orchestrator.saga;

import org.jspecify.annotations.NullMarked;
