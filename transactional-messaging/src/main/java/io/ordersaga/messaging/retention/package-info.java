/** What is remembered of sagas goes with them: tables by month of saga ids, made ahead and dropped behind the horizon. */
@NullMarked
package io.ordersaga.messaging.retention;

import org.jspecify.annotations.NullMarked;
