package io.ordersaga.messaging.consume;

import java.time.Duration;

/**
 * How long a batch is let grow before it is taken. A batch costs much the same whether it is small or large, so under
 * load it pays to wait a moment; whether there is load, the batch before tells.
 *
 * @param longest what is never waited longer than
 * @param enough messages that came together, from which on more of them would make nothing cheaper
 */
record Gathering(Duration longest, int enough) {

    /** Messages that came together, from which on there is load. */
    private static final int BUSY = 6;

    private static final int ENOUGH = 80;
    private static final Duration FOR_EACH_MESSAGE = Duration.ofMillis(1);

    /** A batch that is full needs no waiting: what did not fit into it is there already. */
    static Gathering of(Duration longest, int batchSize) {
        return new Gathering(longest, Math.min(ENOUGH, batchSize));
    }

    /** After a lone message, or a few, nothing is kept waiting; else the longer, the more came together. */
    Duration after(int handled) {
        if (handled < BUSY || handled >= enough) {
            return Duration.ZERO;
        }
        Duration inProportion = FOR_EACH_MESSAGE.multipliedBy(handled);
        return inProportion.compareTo(longest) < 0 ? inProportion : longest;
    }
}
