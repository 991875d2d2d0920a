package io.ordersaga.benchmarks;

import java.util.List;
import java.util.function.Function;

/**
 * A contestant and its trials.
 *
 * @param warmUp seconds before the first trial
 */
record Round(String name, Function<Home, Contestant> start, List<Trial> trials, int warmUp) {}
