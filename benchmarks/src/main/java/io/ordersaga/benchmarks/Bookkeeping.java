package io.ordersaga.benchmarks;

import java.sql.SQLException;
import java.util.UUID;

/**
 * The database's part of a saga without any service around it: one narrow row each for the saga, for what was done and
 * for the message to send next.
 */
interface Bookkeeping extends AutoCloseable {

    /** Of an order: its message for step 1 is sent after step 0, and after the last step there is none. */
    int LAST_STEP = 12;

    String TABLES = """
        create table saga (
            saga_id uuid    not null primary key,
            step    integer not null,
            status  text    not null,
            data    text    not null
        ) with (fillfactor = 50);
        create table inbox (
            saga_id uuid    not null,
            step    integer not null,
            answer  text    not null,
            primary key (saga_id, step)
        );
        create table outbox (
            message_id  uuid  not null primary key,
            routing_key text  not null,
            body        bytea not null
        ) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
        """;

    String STATUS = "STARTED";
    String DATA = "{\"owner_id\":4711,\"product_id\":42,\"quantity\":1,\"unit_price\":9.99}";
    String ANSWER = "{\"unit_price\":9.99}";
    String ROUTING_KEY = "saga.01980000-0000-7000-8000-000000000000.command.product.check_stock";

    /** Commits that step for all of these orders in one transaction. */
    void commit(UUID[] orders, int step) throws SQLException;

    @Override
    void close() throws SQLException;

    static UUID message(UUID order, int step) {
        return new UUID(order.getMostSignificantBits(), order.getLeastSignificantBits() + step);
    }
}
