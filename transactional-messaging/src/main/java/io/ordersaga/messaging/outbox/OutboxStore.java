package io.ordersaga.messaging.outbox;

import io.ordersaga.messages.MessageJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The outbox table of the service's own schema. Only the database's clock decides when a row is due. */
@RequiredArgsConstructor
class OutboxStore {

    /** A message that is still waiting to be confirmed will be sent as it is: the same id is the same message. */
    private static final String INSERT = """
        insert into outbox (message_id, exchange, routing_key, headers, body, publish_after)
        select m.*, clock_timestamp() + ? * interval '1 millisecond'
          from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::bytea[]) as m
        on conflict (message_id) do nothing
        """;

    /**
     * Rows that others hold are skipped; a row that keeps failing waits longer each time, up to 8 leases. What is due by the
     * statement's time, which stands still while it runs, an index finds; of a moving one each waiting row would be read.
     */
    private static final String CLAIM = """
        update outbox o
           set attempts = o.attempts + 1,
               publish_after = clock_timestamp() + ? * power(2, least(o.attempts, 3)) * interval '1 millisecond'
          from (select message_id from outbox
                 where publish_after <= statement_timestamp()
                 order by publish_after
                 limit ?
                   for update skip locked) due
         where o.message_id = due.message_id
        returning o.message_id, o.exchange, o.routing_key, o.headers, o.body
        """;

    /** One round trip: what is set for the transaction alone counts when the statement, being alone, commits. */
    private static final String DELETE = """
        delete from outbox using (select set_config('synchronous_commit', 'off', true)) as unhurried
         where message_id = any(?)
        """;

    private final JdbcClient jdbc;
    private final Duration lease;

    void insert(Collection<OutboxMessage> messages) {
        List<OutboxMessage> sorted = messages.stream()
                .sorted(Comparator.comparing(OutboxMessage::messageId))
                .toList();
        jdbc.sql(INSERT)
                .param(lease.toMillis())
                .param(column(sorted, OutboxMessage::messageId, UUID[]::new))
                .param(column(sorted, OutboxMessage::exchange, String[]::new))
                .param(column(sorted, OutboxMessage::routingKey, String[]::new))
                .param(column(sorted, m -> MessageJson.text(m.headers()), String[]::new))
                .param(column(sorted, OutboxMessage::body, byte[][]::new))
                .update();
    }

    /** Takes due rows for this instance alone, for one lease. */
    List<OutboxMessage> claimDue(int limit) {
        return jdbc.sql(CLAIM)
                .param(lease.toMillis())
                .param(limit)
                .query((row, _) -> message(row))
                .list();
    }

    /**
     * Need not wait for the disk: a deletion that a crash undoes lets a confirmed message be sent once more, with the
     * same id.
     */
    void delete(Collection<UUID> messageIds) {
        jdbc.sql(DELETE)
                .param(messageIds.stream().sorted().toArray(UUID[]::new))
                .update();
    }

    /**
     * How many messages wait. No column says since when: each claim put the next one off by what {@code attempts} tells, so
     * that a row has waited for the leases it was given, and since the last of them began.
     */
    Lag lag() {
        return jdbc.sql("""
            select count(*) as messages,
                   coalesce(extract(epoch from clock_timestamp() - min(publish_after)), 0) as overdue,
                   coalesce(max(extract(epoch from clock_timestamp() - publish_after)
                                + ? / 1000.0 * case when attempts < 3 then power(2, attempts)
                                                    else 8 * (attempts - 2) end), 0) as age
              from outbox
            """)
                .param(lease.toMillis())
                .query((row, _) -> new Lag(row.getLong(1), row.getDouble(2), row.getDouble(3)))
                .single();
    }

    /**
     * @param secondsOverdue for how long the message that should have been taken up first has been due; negative before
     * @param oldestAge seconds since the oldest message was committed
     */
    record Lag(double messages, double secondsOverdue, double oldestAge) {

        static final Lag UNKNOWN = new Lag(Double.NaN, Double.NaN, Double.NaN);
    }

    private static <T> T[] column(
            List<OutboxMessage> messages, Function<OutboxMessage, T> field, java.util.function.IntFunction<T[]> array) {
        return messages.stream().map(field).toArray(array);
    }

    @SuppressWarnings("unchecked")
    private static OutboxMessage message(ResultSet row) throws SQLException {
        return new OutboxMessage(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                MessageJson.read(row.getString(4), Map.class),
                row.getBytes(5));
    }
}
