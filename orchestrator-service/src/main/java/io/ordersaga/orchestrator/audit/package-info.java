/** Promise P2 checked in production: what the ledgers and the orders say is what the sagas say. */
@NullMarked
package io.ordersaga.orchestrator.audit;

import org.jspecify.annotations.NullMarked;
