package io.ordersaga.orchestrator.deadletter;

import io.ordersaga.messages.TimeOrderedId;
import io.ordersaga.orchestrator.deadletter.DeadLetterStore.Beginning;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Of what dead letters died, and the letters of each cause. */
@Repository
@RequiredArgsConstructor
public class DeadLetterCauses {

    /** As many letters as the causes are counted of. */
    public static final int MOST_COUNTED = 10_000;

    /** As many as are listed. */
    public static final int MOST_CAUSES = 200;

    private static final String OF_CAUSE = " where md5(cause_kind) = :key";

    private final JdbcClient jdbc;

    /**
     * Letters that died of the same, as far as can be told when ids and numbers in the cause are left out.
     *
     * @param open how many of them were never sent again
     */
    public record Cause(String key, String cause, String services, long letters, long open, Instant newest) {}

    /**
     * Of the newest letters, so that a flood of them does not slow down whoever looks.
     *
     * @param neverSentAgain of those alone that were never sent again
     */
    public List<Cause> all(boolean neverSentAgain) {
        return jdbc.sql("""
            select md5(cause_kind), min(cause_kind), string_agg(distinct service, ', '), count(*),
                   count(*) filter (where redelivered_at is null), max(received_at)
              from (select cause_kind, service, received_at, redelivered_at from dead_letter %s
                     order by id desc limit %d) as newest
             group by cause_kind order by 6 desc limit %d
            """.formatted(neverSentAgain ? "where redelivered_at is null" : "", MOST_COUNTED, MOST_CAUSES))
                .query((row, _) -> new Cause(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getObject(6, OffsetDateTime.class).toInstant()))
                .list();
    }

    /** What the letters of a cause died of, its beginning; empty when there are none. */
    public Optional<String> kind(String key) {
        return jdbc.sql("select left(cause_kind, 200) from dead_letter" + OF_CAUSE + " limit 1")
                .param("key", key)
                .query(String.class)
                .optional();
    }

    /**
     * Those of a cause, newest first.
     *
     * @param saga whose letters alone are wanted; null for all
     * @param neverSentAgain leaves out the others
     */
    public List<Beginning> letters(
            String key, @Nullable UUID saga, boolean neverSentAgain, @Nullable UUID before, int most) {
        return jdbc.sql(DeadLetterStore.BEGINNING + ofCause(neverSentAgain)
                        + (saga == null ? "" : " and saga_id = :saga")
                        + " and id < :before order by id desc limit :most")
                .param("key", key)
                .param("saga", saga)
                .param("before", Objects.requireNonNullElse(before, TimeOrderedId.AFTER_ALL))
                .param("most", most)
                .query((row, _) -> DeadLetterStore.beginning(row))
                .list();
    }

    /**
     * The same of all sagas, only which they are.
     *
     * @param newest the last that is among them: those that came after it are not
     * @param neverSentAgain leaves out those that were sent again, unless they came back since
     */
    public List<UUID> idsOf(String key, boolean neverSentAgain, UUID newest, @Nullable UUID before, int most) {
        return jdbc.sql("select id from dead_letter" + ofCause(neverSentAgain)
                        + " and id <= :newest and id < :before order by id desc limit :most")
                .param("key", key)
                .param("newest", newest)
                .param("before", Objects.requireNonNullElse(before, TimeOrderedId.AFTER_ALL))
                .param("most", most)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    /** How many they are, up to {@link #MOST_COUNTED}. */
    public int countOf(String key, boolean neverSentAgain) {
        return countOf(key, neverSentAgain, TimeOrderedId.AFTER_ALL);
    }

    /** The same of those that had come when this one was the newest. */
    public int countOf(String key, boolean neverSentAgain, UUID newest) {
        return jdbc.sql("select count(*) from (select from dead_letter" + ofCause(neverSentAgain)
                        + " and id <= :newest limit :most) as counted")
                .param("key", key)
                .param("newest", newest)
                .param("most", MOST_COUNTED)
                .query(Integer.class)
                .single();
    }

    private static String ofCause(boolean neverSentAgain) {
        return OF_CAUSE + (neverSentAgain ? " and redelivered_at is null" : "");
    }
}
