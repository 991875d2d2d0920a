package io.ordersaga.messaging.consume;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What messages are handled in: transactions that wait for a lock as long as the connections are set to, or hardly. */
public class Transactions {

    private final TransactionTemplate template;
    private final JdbcClient jdbc;

    public Transactions(PlatformTransactionManager transactions, JdbcClient jdbc) {
        this.template = new TransactionTemplate(transactions);
        this.jdbc = jdbc;
    }

    void run(Runnable work) {
        template.executeWithoutResult(_ -> work.run());
    }

    /** Where others would wait behind whoever waits. */
    void runWithoutWaiting(Runnable work) {
        template.executeWithoutResult(_ -> {
            jdbc.sql("set local lock_timeout = '250ms'").update();
            work.run();
        });
    }
}
