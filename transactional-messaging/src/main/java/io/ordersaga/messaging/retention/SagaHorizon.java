package io.ordersaga.messaging.retention;

import io.ordersaga.messages.MalformedMessageException;
import io.ordersaga.messaging.time.DatabaseClock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Below it every saga is forgotten, and nothing can be done for it any more. It only rises, and never to less than a
 * month ago, whatever a message says.
 */
@RequiredArgsConstructor
public class SagaHorizon {

    private static final Duration NEVER_NEARER = Duration.ofDays(31);

    private final JdbcClient jdbc;
    private final DatabaseClock clock;

    public UUID get() {
        return jdbc.sql("select before from saga_horizon").query(UUID.class).single();
    }

    /** @throws MalformedMessageException when it does not begin a month, or one that is too near to be forgotten */
    static void check(UUID before, Instant now) {
        IdMonth month = IdMonth.of(before);
        if (!month.from().equals(before)) {
            throw new MalformedMessageException("the horizon is the lowest id of a month, and " + before + " is none");
        }
        if (month.start().isAfter(now.minus(NEVER_NEARER))) {
            throw new MalformedMessageException(
                    "sagas of the last " + NEVER_NEARER.toDays() + " days are not forgotten");
        }
    }

    /**
     * @return whether it rose
     * @throws MalformedMessageException see {@link #check}
     */
    public boolean raise(UUID before) {
        check(before, clock.now());
        return jdbc.sql("update saga_horizon set before = ? where before < ?")
                        .params(before, before)
                        .update()
                == 1;
    }
}
