package io.ordersaga.orchestrator.model;

import java.util.stream.Stream;

/**
 * What may still go wrong.
 *
 * @param faults losses, doublings, crashes, wiped brokers, refusals of what must succeed
 * @param impatience commands sent again although they or their answers are still under way
 * @param cancels by the owner
 * @param deadlines that pass
 */
record Bounds(int faults, int impatience, int cancels, int deadlines) {

    /** Four numbers with commas between. */
    static Bounds parse(String text) {
        int[] numbers =
                Stream.of(text.split(",", -1)).mapToInt(Integer::parseInt).toArray();
        return new Bounds(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    boolean allow(Price price) {
        return switch (price) {
            case FREE -> true;
            case FAULT -> faults > 0;
            case IMPATIENCE -> impatience > 0;
            case CANCEL -> cancels > 0;
            case DEADLINE -> deadlines > 0;
        };
    }

    Bounds minus(Price price) {
        return switch (price) {
            case FREE -> this;
            case FAULT -> new Bounds(faults - 1, impatience, cancels, deadlines);
            case IMPATIENCE -> new Bounds(faults, impatience - 1, cancels, deadlines);
            case CANCEL -> new Bounds(faults, impatience, cancels - 1, deadlines);
            case DEADLINE -> new Bounds(faults, impatience, cancels, deadlines - 1);
        };
    }

    /** What a move costs. What is free happens on a good day, and must lead to a good end from wherever one is. */
    enum Price {
        FREE,
        FAULT,
        IMPATIENCE,
        CANCEL,
        DEADLINE
    }
}
