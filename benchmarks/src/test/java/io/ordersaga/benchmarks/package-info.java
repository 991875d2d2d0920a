@org.jspecify.annotations.NullMarked
package io.ordersaga.benchmarks;
