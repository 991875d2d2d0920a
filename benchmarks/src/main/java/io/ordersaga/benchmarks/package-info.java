/** Measures the whole system on this machine: orders a second, how long each takes, and what it costs every process. */
@NullMarked
package io.ordersaga.benchmarks;

import org.jspecify.annotations.NullMarked;
