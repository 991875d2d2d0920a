package io.ordersaga.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/** A transaction for each step of each order, in a single round trip. */
final class OneByOne implements Bookkeeping {

    private static final String DONE = "done as (insert into inbox values (?, ?, '" + ANSWER + "'))";
    private static final String PROGRESS = "progress as (update saga set step = ? where saga_id = ?)";
    private static final String TO_SEND = "insert into outbox values (?, '" + ROUTING_KEY + "', ?)";
    private static final String SENT = "delete from outbox where message_id = ?";

    private final Connection connection;
    private final byte[] body;
    private final PreparedStatement first;
    private final PreparedStatement next;
    private final PreparedStatement last;

    OneByOne(Connection connection, byte[] body) throws SQLException {
        connection.setAutoCommit(true);
        this.connection = connection;
        this.body = body;
        String newSaga = "saga_row as (insert into saga values (?, 0, '" + STATUS + "', '" + DATA + "'))";
        first = connection.prepareStatement("with " + DONE + ", " + newSaga + " " + TO_SEND);
        next = connection.prepareStatement("with " + DONE + ", " + PROGRESS + ", sent as (" + SENT + ") " + TO_SEND);
        last = connection.prepareStatement("with " + DONE + ", " + PROGRESS + " " + SENT);
    }

    @Override
    public void commit(UUID[] orders, int step) throws SQLException {
        for (UUID order : orders) {
            write(order, step);
        }
    }

    private void write(UUID order, int step) throws SQLException {
        if (step == 0) {
            done(first, order, step);
            first.setObject(3, order);
            toSend(first, 4, order, step);
            first.executeUpdate();
        } else {
            PreparedStatement statement = step < LAST_STEP ? next : last;
            done(statement, order, step);
            statement.setInt(3, step);
            statement.setObject(4, order);
            statement.setObject(5, Bookkeeping.message(order, step));
            if (step < LAST_STEP) {
                toSend(statement, 6, order, step);
            }
            statement.executeUpdate();
        }
    }

    private static void done(PreparedStatement statement, UUID order, int step) throws SQLException {
        statement.setObject(1, order);
        statement.setInt(2, step);
    }

    private void toSend(PreparedStatement statement, int parameter, UUID order, int step) throws SQLException {
        statement.setObject(parameter, Bookkeeping.message(order, step + 1));
        statement.setBytes(parameter + 1, body);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
