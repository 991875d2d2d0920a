/** The orchestrator of the typical demo. */
package io.ordersaga.benchmarks.typicaldemo.orchestrator;
