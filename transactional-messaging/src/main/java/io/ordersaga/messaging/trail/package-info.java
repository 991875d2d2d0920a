/** What a service still knows of a saga's messages, for people who look for one order. */
@NullMarked
package io.ordersaga.messaging.trail;

import org.jspecify.annotations.NullMarked;
