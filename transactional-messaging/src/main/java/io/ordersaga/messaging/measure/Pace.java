package io.ordersaga.messaging.measure;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Keeps counting cheap: whoever counts rows again and again pauses two hundred times as long as the last count took, so that
 * it takes half a hundredth of a connection at most, however many rows there are; a minute at most, so that what was away is soon seen to be back.
 */
public final class Pace {

    private static final int PAUSES = 200;
    private static final long LONGEST = TimeUnit.MINUTES.toNanos(1);

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
            next = ended + Math.min(LONGEST, PAUSES * (ended - begun));
        }
    }
}
