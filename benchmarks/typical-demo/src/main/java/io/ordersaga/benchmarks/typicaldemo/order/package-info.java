/** The order service of the typical demo. */
package io.ordersaga.benchmarks.typicaldemo.order;
