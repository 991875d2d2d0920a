/** What can be seen of the system from outside: metrics, traces, logs, and that the documents and dashboards say so. */
@NullMarked
package io.ordersaga.system.observability;

import org.jspecify.annotations.NullMarked;
