/** What a saga does next, as a pure function: knows no order, no database, no broker and no clock. */
@NullMarked
package io.ordersaga.orchestrator.engine;

import org.jspecify.annotations.NullMarked;
