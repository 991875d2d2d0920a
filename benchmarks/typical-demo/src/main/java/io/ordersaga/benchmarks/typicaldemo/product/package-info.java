/** The product service of the typical demo. */
package io.ordersaga.benchmarks.typicaldemo.product;
