package io.ordersaga.orchestrator.order;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What another orchestrator does, of which this one sees only the rows. */
record AnotherInstance(JdbcClient jdbc) {

    void completes(UUID saga) {
        jdbc.sql("""
            update saga
               set status = 'COMPLETED', finished_at = clock_timestamp(), due_at = null, version = version + 1
             where saga_id = ?
            """).param(saga).update();
    }
}
