/** What parts of the system cost by themselves. */
@NullMarked
package io.ordersaga.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
