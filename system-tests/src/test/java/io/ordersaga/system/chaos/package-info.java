/** The fault run: everything breaks, again and again, under load; afterwards nothing may be missing. */
@NullMarked
package io.ordersaga.system.chaos;

import org.jspecify.annotations.NullMarked;
