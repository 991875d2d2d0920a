/** What people do to sagas by hand: who, why, and exactly what was sent. */
@NullMarked
package io.ordersaga.orchestrator.operator;

import org.jspecify.annotations.NullMarked;
