package io.ordersaga.messaging.consume;

import java.time.Duration;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;

/** Pauses that double, for as long as the database cannot take the effect of messages. */
@Slf4j
@RequiredArgsConstructor
final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Stopping stopping;
    private Duration next = FIRST;

    /** Lets a pause end early. */
    interface Stopping {
        /** Waits that long, and returns true as soon as the consumer is to stop. */
        boolean await(Duration pause) throws InterruptedException;
    }

    /** @throws InterruptedException when the consumer is to stop */
    void pause(String why) throws InterruptedException {
        if (next.equals(FIRST) || next.equals(LONGEST)) {
            log.warn("Messages wait, because the database could not take their effect: {}", why);
        }
        if (stopping.await(next)) {
            throw new InterruptedException("stopped while waiting for the database");
        }
        Duration twice = next.multipliedBy(2);
        next = twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
    }
}
