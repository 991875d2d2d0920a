package io.ordersaga.orchestrator.operator;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import io.ordersaga.orchestrator.saga.SagasForgotten;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
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
        select action, who, reason, left(sent, 4096), at
          from (select id, action, who, reason, sent, at from operator_action where saga_id = :saga
                union all
                select done.id, done.action, done.who, done.reason, done.sent, done.at
                  from saga
                  join operator_action done on done.action = 'RETRY_ALL'
                   and done.at between saga.created_at and coalesce(saga.finished_at, 'infinity')
                 where saga.saga_id = :saga) as story
         order by id desc limit :most
        """;

    private static final TimeBasedEpochRandomGenerator IDS = Generators.timeBasedEpochRandomGenerator();

    /** Whoever retries a saga by a script leaves very many. */
    private static final int MOST_TOLD = 200;

    /** PostgreSQL has no room for it in a text. */
    private static final char NUL = '\0';

    private static final char UNREADABLE = '\uFFFD';

    private final JdbcClient jdbc;

    /**
     * Something that was done.
     *
     * @param sent the messages that it sent or threw away, of a long one the beginning; empty when there were none
     */
    public record Done(String action, String who, String reason, String sent, Instant at) {}

    public void record(@Nullable UUID sagaId, String action, Operator by, String sent) {
        jdbc.sql("insert into operator_action (id, saga_id, action, who, reason, sent) values (?, ?, ?, ?, ?, ?)")
                .param(IDS.generate())
                .param(sagaId)
                .param(action)
                .param(by.who())
                .param(by.reason())
                .param(sent.replace(NUL, UNREADABLE))
                .update();
    }

    /** To dead letters, whatever saga they are of, newest first. */
    public List<Done> toDeadLetters(int most) {
        return jdbc.sql("""
            select action, who, reason, left(sent, 4096), at from operator_action
             where action in ('REDELIVER', 'DISCARD') order by id desc limit ?
            """).param(most).query((row, _) -> done(row)).list();
    }

    /** The newest of them, the first first. */
    public List<Done> of(UUID sagaId) {
        return jdbc.sql(OF_SAGA)
                .param("saga", sagaId)
                .param("most", MOST_TOLD)
                .query((row, _) -> done(row))
                .list()
                .reversed();
    }

    /** What was done to no saga in particular goes with those of its time: the ids of both have their time in them. */
    @EventListener
    void forget(SagasForgotten forgotten) {
        jdbc.sql("delete from operator_action where coalesce(saga_id, id) < :before")
                .param("before", forgotten.before())
                .update();
    }

    private static Done done(ResultSet row) throws SQLException {
        return new Done(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getObject(5, OffsetDateTime.class).toInstant());
    }
}
