/** One order per outcome, and what became of it. */
@NullMarked
package io.ordersaga.local.demo;

import org.jspecify.annotations.NullMarked;
