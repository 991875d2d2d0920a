/** The language of the product service: checking, taking and restoring stock. */
@NullMarked
package io.ordersaga.messages.product;

import org.jspecify.annotations.NullMarked;
