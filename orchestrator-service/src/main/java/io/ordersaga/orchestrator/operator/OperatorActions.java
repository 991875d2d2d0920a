package io.ordersaga.orchestrator.operator;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import io.ordersaga.messages.StorableText;
import io.ordersaga.messages.TimeOrderedId;
import io.ordersaga.orchestrator.saga.SagasForgotten;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What people did by hand, kept as long as the sagas they did it to. */
@Repository
@RequiredArgsConstructor
public class OperatorActions {

    /** What was done to every saga that was under way. */
    static final String RETRY_ALL = "RETRY_ALL";

    private static final String OF_SAGA = """
        select %s
          from (select id, saga_id, action, who, reason, sent, at from operator_action where saga_id = :saga
                union all
                select done.id, done.saga_id, done.action, done.who, done.reason, done.sent, done.at
                  from saga
                  join operator_action done on done.action = 'RETRY_ALL'
                   and done.at between saga.created_at and coalesce(saga.finished_at, 'infinity')
                 where saga.saga_id = :saga) as story
         order by id desc limit :most
        """.formatted(Done.BEGINNING);

    /** What was done before by the same person for the same reason, so lately that both are told as one. */
    private static final String RECORD = """
        insert into operator_action (id, saga_id, action, who, reason, sent, part_of)
        values (:id, :saga, :action, :who, :reason, :sent,
                (select deed from operator_action
                  where who = :who and action = :action and md5(reason) = md5(:reason) and deed > :since
                  order by deed desc limit 1))
        """;

    private static final Duration ONE_DEED = Duration.ofHours(1);

    private static final TimeBasedEpochRandomGenerator IDS = Generators.timeBasedEpochRandomGenerator();

    /** Whoever retries a saga by a script leaves very many. */
    private static final int MOST_TOLD = 200;

    private final JdbcClient jdbc;

    /**
     * Something that was done.
     *
     * @param sagaId null when it was done to no saga in particular
     * @param sent the messages that it sent or threw away, of a long one the beginning; empty when there were none
     * @param sentSize bytes of the whole
     */
    public record Done(
            UUID id,
            @Nullable UUID sagaId,
            String action,
            String who,
            String reason,
            String sent,
            int sentSize,
            Instant at) {

        /** A page of the longest would fill the memory of whoever looks at them. */
        static final String BEGINNING =
                "id, saga_id, action, who, reason, left(sent, 4096) as sent, octet_length(sent) as sent_size, at";

        public boolean isCut() {
            return sentSize > sent.getBytes(StandardCharsets.UTF_8).length;
        }

        static Done of(ResultSet row) throws SQLException {
            return new Done(
                    row.getObject("id", UUID.class),
                    row.getObject("saga_id", UUID.class),
                    row.getString("action"),
                    row.getString("who"),
                    row.getString("reason"),
                    row.getString("sent"),
                    row.getInt("sent_size"),
                    row.getObject("at", OffsetDateTime.class).toInstant());
        }
    }

    public void record(@Nullable UUID sagaId, String action, Operator by, String sent) {
        UUID id = IDS.generate();
        jdbc.sql(RECORD)
                .param("id", id)
                .param("saga", sagaId)
                .param("action", action)
                .param("who", by.who())
                .param("reason", by.reason())
                .param("sent", StorableText.of(sent))
                .param("since", TimeOrderedId.lowestOf(TimeOrderedId.timeOf(id).minus(ONE_DEED)))
                .update();
    }

    /** The newest of them, the first first. */
    public List<Done> of(UUID sagaId) {
        return jdbc.sql(OF_SAGA)
                .param("saga", sagaId)
                .param("most", MOST_TOLD)
                .query((row, _) -> Done.of(row))
                .list()
                .reversed();
    }

    /** All that it sent or threw away; empty when nothing was done of that id. */
    public Optional<String> sent(UUID id) {
        return jdbc.sql("select sent from operator_action where id = ?")
                .param(id)
                .query(String.class)
                .optional();
    }

    /** What was done to no saga in particular goes with those of its time: the ids of both have their time in them. */
    @EventListener
    void forget(SagasForgotten forgotten) {
        jdbc.sql("delete from operator_action where coalesce(saga_id, id) < :before")
                .param("before", forgotten.before())
                .update();
    }
}
