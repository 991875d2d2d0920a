/** What measuring may cost. */
@NullMarked
package io.ordersaga.messaging.measure;

import org.jspecify.annotations.NullMarked;
