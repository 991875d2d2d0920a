/** What can be set, and within which bounds. */
@NullMarked
package io.ordersaga.messaging.settings;

import org.jspecify.annotations.NullMarked;
