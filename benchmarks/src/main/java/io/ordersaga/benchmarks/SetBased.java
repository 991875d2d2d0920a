package io.ordersaga.benchmarks;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.UUID;

/** A round trip for each table, however many orders there are. */
final class SetBased implements Bookkeeping {

    private final Connection connection;
    private final byte[] body;
    private final PreparedStatement newSagas;
    private final PreparedStatement progress;
    private final PreparedStatement done;
    private final PreparedStatement sent;
    private final PreparedStatement toSend;

    SetBased(Connection connection, byte[] body) throws SQLException {
        connection.setAutoCommit(false);
        this.connection = connection;
        this.body = body;
        newSagas = connection.prepareStatement(
                "insert into saga select id, 0, '" + STATUS + "', '" + DATA + "' from unnest(?) id");
        progress = connection.prepareStatement("update saga set step = ? where saga_id = any(?)");
        done = connection.prepareStatement("insert into inbox select id, ?, '" + ANSWER + "' from unnest(?) id");
        sent = connection.prepareStatement("delete from outbox where message_id = any(?)");
        toSend =
                connection.prepareStatement("insert into outbox select id, '" + ROUTING_KEY + "', ? from unnest(?) id");
    }

    @Override
    public void commit(UUID[] orders, int step) throws SQLException {
        Array ids = connection.createArrayOf("uuid", orders);
        if (step == 0) {
            newSagas.setArray(1, ids);
            newSagas.executeUpdate();
        } else {
            progress.setInt(1, step);
            progress.setArray(2, ids);
            progress.executeUpdate();
            sent.setArray(1, messages(orders, step));
            sent.executeUpdate();
        }
        done.setInt(1, step);
        done.setArray(2, ids);
        done.executeUpdate();
        if (step < LAST_STEP) {
            toSend.setBytes(1, body);
            toSend.setArray(2, messages(orders, step + 1));
            toSend.executeUpdate();
        }
        connection.commit();
    }

    private Array messages(UUID[] orders, int step) throws SQLException {
        return connection.createArrayOf(
                "uuid",
                Arrays.stream(orders)
                        .map(order -> Bookkeeping.message(order, step))
                        .toArray());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
