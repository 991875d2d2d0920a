package io.ordersaga.orchestrator;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Transactions that wait for what another one holds. */
public final class BlockedTransactions {

    private BlockedTransactions() {}

    /** Called in a transaction: until another one waits for a lock that this one holds. */
    public static void await(JdbcClient jdbc) {
        Awaitility.await()
                .pollInSameThread()
                .atMost(Duration.ofSeconds(20))
                .until(() -> jdbc.sql("select count(*) from pg_stat_activity where pg_backend_pid() ="
                                        + " any(pg_blocking_pids(pid))")
                                .query(Long.class)
                                .single()
                        > 0);
    }
}
