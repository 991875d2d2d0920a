/** A real broker and a real database for tests, chosen in one place by what the machine offers. */
@NullMarked
package io.ordersaga.testing;

import org.jspecify.annotations.NullMarked;
