/** Accidents on purpose, for whoever develops and wants to see the system put them right. */
@NullMarked
package io.ordersaga.messaging.faults;

import org.jspecify.annotations.NullMarked;
