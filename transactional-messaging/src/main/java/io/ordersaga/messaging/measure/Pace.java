package io.ordersaga.messaging.measure;

import java.util.function.LongSupplier;

/**
 * Keeps counting cheap: whoever counts rows again and again pauses fifty times as long as the last count took, so that it
 * takes two hundredths of a connection at most, however many rows there are.
 */
public final class Pace {

    private static final int PAUSES = 50;

    private final LongSupplier nanoTime;
    private long next;

    public Pace() {
        this(System::nanoTime);
    }

    Pace(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.next = nanoTime.getAsLong();
    }

    /** Counts now, unless it is too early. */
    public void keep(Runnable count) {
        long begun = nanoTime.getAsLong();
        if (begun - next < 0) {
            return;
        }
        try {
            count.run();
        } finally {
            long ended = nanoTime.getAsLong();
            next = ended + PAUSES * (ended - begun);
        }
    }
}
