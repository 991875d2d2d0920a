package io.ordersaga.messaging.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a service has committed for a saga and no broker has confirmed, for people who look for it. */
@RequiredArgsConstructor
public class WaitingMessages {

    private static final int MOST = 100;

    private final JdbcClient jdbc;
    private final Outcomes outcomes;

    /**
     * A message in the outbox.
     *
     * @param takenUp how often a relay took it up because its first publishing came to nothing
     * @param nextAt when a relay takes it up again
     * @param trouble what went wrong with it last, as far as this instance knows; empty when nothing did
     */
    public record WaitingMessage(UUID messageId, String routingKey, int takenUp, Instant nextAt, String trouble) {}

    /** The hundred that are due first. It reads all that waits, whatever its saga, for no message is looked up so. */
    public List<WaitingMessage> ofSaga(UUID sagaId) {
        return jdbc.sql("select message_id, routing_key, attempts, publish_after from outbox"
                        + " where routing_key like ? order by publish_after limit ?")
                .param("saga." + sagaId + ".%")
                .param(MOST)
                .query((row, _) -> message(row))
                .list();
    }

    private WaitingMessage message(ResultSet row) throws SQLException {
        UUID messageId = row.getObject(1, UUID.class);
        return new WaitingMessage(
                messageId,
                row.getString(2),
                row.getInt(3),
                row.getObject(4, OffsetDateTime.class).toInstant(),
                outcomes.troubleWith(messageId).orElse(""));
    }
}
