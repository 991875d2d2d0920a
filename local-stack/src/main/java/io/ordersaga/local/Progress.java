package io.ordersaga.local;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** Says what is done and how long it took, a line each. */
record Progress(PrintStream out) {

    <T> T timed(String what, Supplier<T> work) {
        long start = System.nanoTime();
        T result = work.get();
        done(what, Duration.ofNanos(System.nanoTime() - start));
        return result;
    }

    void done(String what, Duration took) {
        out.printf(Locale.ROOT, "  ready  %-44s %5.1f s%n", what, took.toMillis() / 1000.0);
    }
}
