package io.ordersaga.benchmarks;

import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A contestant and its trials.
 *
 * @param warmUp seconds before the first trial
 */
record Round(String name, Function<Home, Contestant> start, List<Trial> trials, int warmUp) {

    /** The trials that can be measured in turns, in their order: those with the same tables. */
    List<List<Trial>> byFinished() {
        return trials.stream()
                .collect(Collectors.groupingBy(Trial::finished, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .toList();
    }
}
