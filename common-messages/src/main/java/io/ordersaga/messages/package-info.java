/** What travels between the services: commands, the events that answer them, their addresses. Knows no framework. */
@NullMarked
package io.ordersaga.messages;

import org.jspecify.annotations.NullMarked;
