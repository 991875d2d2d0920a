package io.ordersaga.orchestrator.deadletter;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import io.ordersaga.messages.MalformedMessageException;
import io.ordersaga.messages.MessageJson;
import io.ordersaga.messages.RoutingKey;
import io.ordersaga.messaging.deadletter.DeadLetter;
import io.ordersaga.messaging.trace.TraceParent;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
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
    private static final String BEGINNING =
            select("left(cause, 4096)", "left(headers, 4096)", "substring(body from 1 for 4096)");

    private static final String OF_CAUSE = " where md5(cause_kind) = :key";

    /** As many as the causes are counted of. */
    public static final int MOST_COUNTED = 10_000;

    /** As many as are listed. */
    public static final int MOST_CAUSES = 200;

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
                + ", length(body), received_at, redelivered_at, md5(cause_kind) from dead_letter";
    }

    void add(DeadLetter letter) {
        jdbc.sql("""
            insert into dead_letter (id, letter_id, saga_id, service, queue, cause, routing_key, message_id,
                                     type, content_type, app_id, headers, body)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (letter_id) do nothing
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
        return jdbc.sql(BEGINNING + " where ?::uuid is null or id < ?::uuid order by id desc limit ?")
                .param(before)
                .param(before)
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

    /**
     * Letters that died of the same, as far as can be told when ids and numbers in the cause are left out.
     *
     * @param open how many of them were never sent again
     */
    public record Cause(String key, String cause, String services, long letters, long open, Instant newest) {}

    /** Of the newest letters, so that a flood of them does not slow down whoever looks. */
    public List<Cause> causes() {
        return jdbc.sql("""
            select md5(cause_kind), min(cause_kind), string_agg(distinct service, ', '), count(*),
                   count(*) filter (where redelivered_at is null), max(received_at)
              from (select cause_kind, service, received_at, redelivered_at from dead_letter order by id desc limit %d)
               as newest
             group by cause_kind order by 6 desc limit %d
            """.formatted(MOST_COUNTED, MOST_CAUSES))
                .query((row, _) -> new Cause(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getObject(6, OffsetDateTime.class).toInstant()))
                .list();
    }

    /**
     * Those of a cause, newest first.
     *
     * @param saga whose letters alone are wanted; null for all
     */
    public List<Beginning> ofCause(String key, @Nullable UUID saga, @Nullable UUID before, int most) {
        return jdbc.sql(BEGINNING + OF_CAUSE + (saga == null ? "" : " and saga_id = :saga")
                        + " and (:before::uuid is null or id < :before::uuid) order by id desc limit :most")
                .param("key", key)
                .param("saga", saga)
                .param("before", before)
                .param("most", most)
                .query((row, _) -> beginning(row))
                .list();
    }

    /**
     * The same of all sagas, only which they are.
     *
     * @param neverSentAgain leaves out those that were sent again before: if they died once more, they came back as others
     */
    public List<UUID> idsOfCause(String key, boolean neverSentAgain, @Nullable UUID before, int most) {
        return jdbc.sql("select id from dead_letter" + ofCause(neverSentAgain)
                        + " and (:before::uuid is null or id < :before::uuid) order by id desc limit :most")
                .param("key", key)
                .param("before", before)
                .param("most", most)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    /** How many they are, up to {@link #MOST_COUNTED}. */
    public int countOfCause(String key, boolean neverSentAgain) {
        return jdbc.sql("select count(*) from (select from dead_letter" + ofCause(neverSentAgain)
                        + " limit :most) as counted")
                .param("key", key)
                .param("most", MOST_COUNTED)
                .query(Integer.class)
                .single();
    }

    private static String ofCause(boolean neverSentAgain) {
        return OF_CAUSE + (neverSentAgain ? " and redelivered_at is null" : "");
    }

    public Optional<StoredDeadLetter> find(UUID id) {
        return jdbc.sql(WHOLE + " where id = ?")
                .param(id)
                .query((row, _) -> letter(row))
                .optional();
    }

    /** The routing key and the body as they came, with the letter locked; empty when there is no such letter. */
    Optional<Original> lock(UUID id) {
        return jdbc.sql("select saga_id, routing_key, headers, body, redelivered_at from dead_letter where id = ? for update")
                .param(id)
                .query((row, _) -> new Original(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getBytes(4),
                        StoredDeadLetter.version(instant(row.getObject(5, OffsetDateTime.class)))))
                .optional();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    record Original(@Nullable UUID sagaId, String routingKey, String headers, byte[] body, long version) {

        /** The one that it had, which is its saga's; a new one where it had none that can be read. */
        TraceParent trace() {
            try {
                Map<?, ?> read = MessageJson.read(headers.getBytes(StandardCharsets.UTF_8), Map.class);
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
        jdbc.sql("update dead_letter set redelivered_at = clock_timestamp() where id = ?")
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

    private static Beginning beginning(ResultSet row) throws SQLException {
        return new Beginning(letter(row), row.getString(16));
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
                instant(row.getObject(15, OffsetDateTime.class)));
    }
}
