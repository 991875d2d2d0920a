/** Strangers: malformed, absurd and forged messages on every queue, and hostile requests at every door. */
@NullMarked
package io.ordersaga.system.hostile;

import org.jspecify.annotations.NullMarked;
