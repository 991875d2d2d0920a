package io.ordersaga.system.chaos;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** What the seed decides, and how long things may take in this run. */
record Chance(SplittableRandom random, boolean longRun) {

    /** Milliseconds; up to four times as long in a long run. */
    Duration between(int least, int most) {
        return Duration.ofMillis(random.nextInt(least, (longRun ? 4 * most : most) + 1));
    }

    boolean oneIn(int cases) {
        return random.nextInt(cases) == 0;
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
