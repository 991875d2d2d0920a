package io.ordersaga.benchmarks;

import java.util.Arrays;
import java.util.stream.LongStream;

/** How long each order took, in nanoseconds. */
record Latencies(long[] sorted) {

    static Latencies of(long... nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Latencies(sorted);
    }

    Latencies and(Latencies others) {
        return of(LongStream.concat(Arrays.stream(sorted), Arrays.stream(others.sorted))
                .toArray());
    }

    int count() {
        return sorted.length;
    }

    /**
     * In milliseconds: so much of all took no longer (nearest rank); 0 when there are none.
     *
     * @param share more than 0, up to 1
     */
    double millisAt(double share) {
        if (sorted.length == 0) {
            return 0;
        }
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)] / 1e6;
    }
}
