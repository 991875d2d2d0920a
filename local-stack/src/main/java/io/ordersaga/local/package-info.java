/** Everything on one machine with one command: database, broker, the four services, a demonstration. */
@NullMarked
package io.ordersaga.local;

import org.jspecify.annotations.NullMarked;
