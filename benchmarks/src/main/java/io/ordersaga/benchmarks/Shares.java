package io.ordersaga.benchmarks;

import java.util.List;
import java.util.stream.IntStream;

/** Divides work evenly. */
final class Shares {

    private Shares() {}

    /** As few shares as possible of at most that size, none larger than another by more than one. */
    static List<Integer> of(int whole, int largest) {
        int shares = Math.ceilDiv(whole, largest);
        return IntStream.range(0, shares)
                .mapToObj(i -> whole / shares + (i < whole % shares ? 1 : 0))
                .toList();
    }
}
