/** The operator's console: pages to see every order's story and to repair what is stuck. */
@NullMarked
package io.ordersaga.orchestrator.console;

import org.jspecify.annotations.NullMarked;
