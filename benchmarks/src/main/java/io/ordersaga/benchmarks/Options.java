package io.ordersaga.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is asked for on the command line.
 *
 * @param scenario what is ordered
 * @param seconds of each measurement
 * @param warmUp seconds before the first
 * @param clients of each measurement; each has one order under way at any time
 * @param instances of every service
 * @param batchSize messages handled in one transaction at most; the services' own setting if it is not given
 * @param json where to write the results as well
 * @param profile the service to record with JFR, if any
 */
record Options(
        Scenario scenario,
        int seconds,
        int warmUp,
        List<Integer> clients,
        int instances,
        Optional<Integer> batchSize,
        Optional<Path> json,
        Optional<String> profile) {

    private static final Set<String> KNOWN = Set.of(
            "--scenario", "--seconds", "--warm-up", "--clients", "--instances", "--batch-size", "--json", "--profile");

    /** @throws IllegalArgumentException in a sentence, when it cannot be understood */
    static Options parse(String... arguments) {
        Map<String, String> given = new HashMap<>();
        Iterator<String> words = Arrays.asList(arguments).iterator();
        while (words.hasNext()) {
            String option = words.next();
            if (!KNOWN.contains(option) || !words.hasNext()) {
                throw new IllegalArgumentException("'" + option + "' is no option, or its value is missing.");
            }
            given.put(option, words.next());
        }
        return new Options(
                scenario(given.getOrDefault("--scenario", "spread")),
                number(given.getOrDefault("--seconds", "15")),
                number(given.getOrDefault("--warm-up", "60")),
                Arrays.stream(given.getOrDefault("--clients", "1,16,64,256").split(",", -1))
                        .map(Options::number)
                        .toList(),
                number(given.getOrDefault("--instances", "1")),
                Optional.ofNullable(given.get("--batch-size")).map(Options::number),
                Optional.ofNullable(given.get("--json")).map(Path::of),
                Optional.ofNullable(given.get("--profile")));
    }

    private static Scenario scenario(String name) {
        try {
            return Scenario.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + name + "' is no scenario; there are spread, hot and failing.", e);
        }
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is no whole number.", e);
        }
    }

    /** The services' settings as environment variables. */
    Map<String, String> settings() {
        return batchSize
                .map(size -> Map.of(
                        "ORDERSAGA_MESSAGING_BATCHSIZE", size.toString(),
                        "ORDERSAGA_MESSAGING_PREFETCH", Integer.toString(2 * size)))
                .orElse(Map.of());
    }
}
