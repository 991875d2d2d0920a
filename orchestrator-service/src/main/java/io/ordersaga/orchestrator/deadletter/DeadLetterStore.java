package io.ordersaga.orchestrator.deadletter;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import io.ordersaga.messages.MalformedMessageException;
import io.ordersaga.messages.MessageJson;
import io.ordersaga.messages.RoutingKey;
import io.ordersaga.messages.TimeOrderedId;
import io.ordersaga.messaging.deadletter.DeadLetter;
import io.ordersaga.messaging.trace.TraceParent;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The dead-letter table: newest first, each letter once. */
@Repository
@RequiredArgsConstructor
public class DeadLetterStore {

    private static final TimeBasedEpochRandomGenerator IDS = Generators.timeBasedEpochRandomGenerator();

    private static final String WHOLE = select("cause", "headers", "body");

    /** A page of the largest letters would fill the memory of whoever looks at them: lists tell the beginning of each. */
    static final String BEGINNING =
            select("left(cause, 4096)", "left(headers, 4096)", "substring(body from 1 for 4096)");

    private final JdbcClient jdbc;

    /**
     * A letter of which the beginning is known.
     *
     * @param causeKey of the letters that died of the same
     */
    public record Beginning(StoredDeadLetter letter, String causeKey) {

        private static final int MOST = 4_096;

        public boolean isCut() {
            return letter.bodySize() > MOST;
        }
    }

    private static String select(String cause, String headers, String body) {
        return "select id, saga_id, service, queue, " + cause
                + ", routing_key, message_id, type, content_type, app_id, " + headers + ", " + body
                + ", length(body), received_at, redelivered_at, version, md5(cause_kind) from dead_letter";
    }

    /** The same letter again is no second one; it waits again, if it was sent on meanwhile. */
    void add(DeadLetter letter) {
        jdbc.sql("""
            insert into dead_letter (id, letter_id, saga_id, service, queue, cause, routing_key, message_id,
                                     type, content_type, app_id, headers, body)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (letter_id) do update
                set received_at = clock_timestamp(), redelivered_at = null,
                    version = dead_letter.version + (dead_letter.redelivered_at is not null)::int
            """)
                .param(IDS.generate())
                .param(letter.letterId())
                .param(sagaId(letter.routingKey()))
                .param(letter.service())
                .param(letter.queue())
                .param(letter.cause())
                .param(letter.routingKey())
                .param(letter.messageId())
                .param(letter.type())
                .param(letter.contentType())
                .param(letter.appId())
                .param(letter.headers())
                .param(letter.body())
                .update();
    }

    List<StoredDeadLetter> newest(@Nullable UUID before, int most) {
        return jdbc.sql(BEGINNING + " where id < ? order by id desc limit ?")
                .param(Objects.requireNonNullElse(before, TimeOrderedId.AFTER_ALL))
                .param(most)
                .query((row, _) -> letter(row))
                .list();
    }

    /** Those of a saga, the first first. */
    public List<Beginning> ofSaga(UUID sagaId) {
        return jdbc.sql(BEGINNING + " where saga_id = ? order by id limit 100")
                .param(sagaId)
                .query((row, _) -> beginning(row))
                .list();
    }

    /** Those of them that there are, newest first. */
    public List<Beginning> beginnings(Collection<UUID> ids) {
        return jdbc.sql(BEGINNING + " where id = any(?) order by id desc")
                .param(ids.toArray(UUID[]::new))
                .query((row, _) -> beginning(row))
                .list();
    }

    public Optional<StoredDeadLetter> find(UUID id) {
        return jdbc.sql(WHOLE + " where id = ?")
                .param(id)
                .query((row, _) -> letter(row))
                .optional();
    }

    /** The routing key and the body as they came, with the letter locked; empty when there is no such letter. */
    Optional<Original> lock(UUID id) {
        return jdbc.sql("select saga_id, routing_key, headers, body, redelivered_at is null, version from dead_letter"
                        + " where id = ? for update")
                .param(id)
                .query((row, _) -> new Original(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getBytes(4),
                        row.getBoolean(5),
                        row.getLong(6)))
                .optional();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    /** @param isOpen whether it was never sent again, or came back since */
    record Original(
            @Nullable UUID sagaId, String routingKey, String headers, byte[] body, boolean isOpen, long version) {

        /** The one that it had, which is its saga's; a new one where it had none that can be read. */
        TraceParent trace() {
            try {
                Map<?, ?> read = MessageJson.read(headers, Map.class);
                return TraceParent.continued(read.get(TraceParent.HEADER));
            } catch (MalformedMessageException e) {
                return TraceParent.start();
            }
        }

        /** As an operator is told what was sent or thrown away. */
        String text() {
            return routingKey + " " + new String(body, StandardCharsets.UTF_8);
        }
    }

    void redelivered(UUID id) {
        jdbc.sql("update dead_letter set redelivered_at = clock_timestamp(), version = version + 1 where id = ?")
                .param(id)
                .update();
    }

    void delete(UUID id) {
        jdbc.sql("delete from dead_letter where id = ?").param(id).update();
    }

    /** Those that were neither redelivered nor discarded. */
    long countWaiting() {
        return jdbc.sql("select count(*) from dead_letter where redelivered_at is null")
                .query(Long.class)
                .single();
    }

    private static @Nullable UUID sagaId(String routingKey) {
        try {
            return RoutingKey.parse(routingKey).sagaId();
        } catch (MalformedMessageException e) {
            return null;
        }
    }

    static Beginning beginning(ResultSet row) throws SQLException {
        return new Beginning(letter(row), row.getString(17));
    }

    private static StoredDeadLetter letter(ResultSet row) throws SQLException {
        return new StoredDeadLetter(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                new String(row.getBytes(12), StandardCharsets.UTF_8),
                row.getInt(13),
                row.getObject(14, OffsetDateTime.class).toInstant(),
                instant(row.getObject(15, OffsetDateTime.class)),
                row.getLong(16));
    }
}
