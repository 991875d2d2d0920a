package io.ordersaga.messaging.time;

import java.time.Instant;
import java.time.OffsetDateTime;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The one clock that all instances of a service share: it decides what is due, whatever the clocks of their machines say. */
@RequiredArgsConstructor
public class DatabaseClock {

    private final JdbcClient jdbc;

    /** The time at this moment, not that at which the transaction began. */
    public Instant now() {
        return jdbc.sql("select clock_timestamp()")
                .query((row, _) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .single();
    }
}
