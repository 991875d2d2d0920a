/** The language of the user service: checking, debiting and refunding a balance. */
@NullMarked
package io.ordersaga.messages.user;

import org.jspecify.annotations.NullMarked;
