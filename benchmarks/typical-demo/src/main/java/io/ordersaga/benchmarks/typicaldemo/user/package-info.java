/** The user service of the typical demo. */
package io.ordersaga.benchmarks.typicaldemo.user;
