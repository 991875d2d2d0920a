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
import java.util.stream.Stream;

/**
 * What is asked for on the command line.
 *
 * @param all compare this system with the floors, the typical demo and itself in other circumstances
 * @param only the rows of that comparison whose names begin with one of these; all of them when it is empty
 * @param docs draw the results into the documentation
 * @param scenario what is ordered
 * @param seconds of each measurement
 * @param turns how often the rows of a contestant are measured, one after the other each time, so that a machine whose
 *     speed changes changes it for all of them
 * @param warmUp seconds before the first
 * @param clients of each measurement; each has one order under way at any time
 * @param instances of every service
 * @param batchSize messages handled in one transaction at most; the services' own setting if it is not given
 * @param json where to write the results as well
 * @param profile the service to record with JFR, if any
 */
record Options(
        boolean all,
        List<String> only,
        boolean docs,
        Scenario scenario,
        int seconds,
        int turns,
        int warmUp,
        List<Integer> clients,
        int instances,
        Optional<Integer> batchSize,
        Optional<Path> json,
        Optional<String> profile) {

    private static final Set<String> KNOWN = Set.of(
            "--only",
            "--scenario",
            "--seconds",
            "--turns",
            "--warm-up",
            "--clients",
            "--instances",
            "--batch-size",
            "--json",
            "--profile");
    private static final Set<String> SWITCHES = Set.of("--all", "--docs");

    /** @throws IllegalArgumentException in a sentence, when it cannot be understood */
    static Options parse(String... arguments) {
        Map<String, String> given = new HashMap<>();
        Iterator<String> words = Arrays.asList(arguments).iterator();
        while (words.hasNext()) {
            String option = words.next();
            if (SWITCHES.contains(option)) {
                given.put(option, "");
                continue;
            }
            if (!KNOWN.contains(option) || !words.hasNext()) {
                throw new IllegalArgumentException("'" + option + "' is no option, or its value is missing.");
            }
            given.put(option, words.next());
        }
        return new Options(
                given.containsKey("--all"),
                Stream.of(given.getOrDefault("--only", "").split(",", -1))
                        .filter(row -> !row.isBlank())
                        .toList(),
                given.containsKey("--docs"),
                scenario(given.getOrDefault("--scenario", "spread")),
                number(given.getOrDefault("--seconds", "15")),
                number(given.getOrDefault("--turns", "1")),
                number(given.getOrDefault("--warm-up", "120")),
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

    boolean wants(String row) {
        return only.isEmpty() || only.stream().anyMatch(row::startsWith);
    }
}
