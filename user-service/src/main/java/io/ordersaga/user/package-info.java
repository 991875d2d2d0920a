/** Users, their balances, and the ledger that proves them. */
@NullMarked
package io.ordersaga.user;

import org.jspecify.annotations.NullMarked;
