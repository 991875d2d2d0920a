/** The console in a real browser. */
@NullMarked
package io.ordersaga.system.browser;

import org.jspecify.annotations.NullMarked;
