/** A service's REST interface as its clients use it, well or badly. */
@NullMarked
package io.ordersaga.testing.rest;

import org.jspecify.annotations.NullMarked;
