/** Products, their prices and stock, and the ledger that proves the stock. */
@NullMarked
package io.ordersaga.product;

import org.jspecify.annotations.NullMarked;
