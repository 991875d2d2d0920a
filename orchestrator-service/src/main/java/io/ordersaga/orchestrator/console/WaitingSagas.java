package io.ordersaga.orchestrator.console;

import io.ordersaga.messages.Step;
import io.ordersaga.orchestrator.console.LastKnown.Known;
import io.ordersaga.orchestrator.console.WaitingGroups.Group;
import io.ordersaga.orchestrator.engine.SagaCommand;
import io.ordersaga.orchestrator.engine.StepRole;
import io.ordersaga.orchestrator.saga.StoredSteps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts running sagas by what they wait for, along the index that they have of their own. */
@Component
class WaitingSagas {

    /** Of each status apart, because the index has its ids in order only so. A step that cannot be read is none. */
    private static final String COUNT = """
        select role, service, action, refusal, count(*), count(*) filter (where needs_attention),
               (array_agg(saga_id order by sent_at, saga_id))[1], min(sent_at)
          from (select * from (
                    (select saga_id, needs_attention, steps from saga where status = 'STARTED'
                      order by saga_id limit %1$d)
                    union all
                    (select saga_id, needs_attention, steps from saga where status = 'COMPENSATING'
                      order by saga_id limit %1$d)) as running
                 order by saga_id limit %1$d) as oldest
          left join lateral (
                    select step ->> 'role' as role, step ->> 'service' as service, step ->> 'action' as action,
                           step -> 'failure' ->> 'code' as refusal,
                           timestamptz 'epoch' + (step ->> 'sent_at')::bigint * interval '1 microsecond' as sent_at
                      from json_array_elements(readable_steps(steps)) as step
                     where %2$s
                       and step ->> 'sent_at' ~ '^[0-9]{1,16}$'
                     limit 1) as awaited on true
         group by role, service, action, refusal
        """.formatted(WaitingGroups.MOST, StoredSteps.IS_AWAITED);

    private static final Comparator<Group> WORST_FIRST = Comparator.comparingLong(Group::needAttention)
            .reversed()
            .thenComparing(group -> group.oldest().toString());

    private final JdbcClient jdbc;
    private final LastKnown<Optional<WaitingGroups>> counted;

    WaitingSagas(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.counted = new LastKnown<>(() -> Optional.of(count()), Optional.empty(), clock);
    }

    /** Asks without waiting. */
    void prepare() {
        counted.prepare();
    }

    /** Empty as long as they were never counted. */
    Known<Optional<WaitingGroups>> known() {
        return counted.known();
    }

    /** Empty also when nothing newer is known since long. */
    Optional<WaitingGroups> now() {
        Known<Optional<WaitingGroups>> known = known();
        return known.oldSince() == null ? known.answer() : Optional.empty();
    }

    private WaitingGroups count() {
        return new WaitingGroups(jdbc.sql(COUNT).query((row, _) -> group(row)).list().stream()
                .sorted(WORST_FIRST)
                .toList());
    }

    private static Group group(ResultSet row) throws SQLException {
        return new Group(
                command(row),
                row.getString(4),
                row.getLong(5),
                row.getLong(6),
                row.getObject(7, UUID.class),
                instant(row.getObject(8, OffsetDateTime.class)));
    }

    private static @Nullable SagaCommand command(ResultSet row) throws SQLException {
        String role = row.getString(1);
        return role == null
                ? null
                : new SagaCommand(StepRole.valueOf(role), new Step(row.getString(2), row.getString(3)));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
