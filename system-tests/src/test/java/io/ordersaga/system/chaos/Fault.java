package io.ordersaga.system.chaos;

import java.time.Duration;

/**
 * Something that breaks, and later is put right.
 *
 * @param target what it happens to, for people
 * @param lasts how long it stays broken
 * @param heal everything that nobody but the operator of the machines would do; the system must do the rest itself
 */
record Fault(String target, Duration lasts, Act strike, Act heal) {

    /** May fail in whatever way. */
    interface Act {
        void run() throws Exception;
    }

    /** Something that happens, and that nobody needs to put right. */
    static Fault momentary(String target, Act strike) {
        return new Fault(target, Duration.ZERO, strike, () -> {});
    }
}
