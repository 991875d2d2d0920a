/** The post office of every service: what is written in a transaction is sent, what is received has one effect. */
@NullMarked
package io.ordersaga.messaging;

import org.jspecify.annotations.NullMarked;
