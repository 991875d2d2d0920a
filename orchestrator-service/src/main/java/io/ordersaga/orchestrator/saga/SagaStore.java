package io.ordersaga.orchestrator.saga;

import io.ordersaga.messaging.retention.IdRange;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.hibernate.jpa.HibernateHints;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads sagas: locked, in the order of their ids, when they are to be moved. */
@Repository
@RequiredArgsConstructor
public class SagaStore {

    /** One statement for any number of ids. */
    private static final String FIND =
            "select * from saga where saga_id = any(:ids) and saga_id between :first and :last order by saga_id";

    /**
     * One statement for any number of sagas. An entity manager would send one for each, which costs the orchestrator and
     * the database more than all else that they do for an answer.
     */
    private static final String UPDATE = """
        update saga s
           set version = u.version, status = u.status, data = u.data, steps = u.steps,
               failure_code = u.failure_code, failure_reason = u.failure_reason,
               needs_attention = u.needs_attention, attention_waived = u.attention_waived, ask_again = u.ask_again,
               due_at = timestamptz 'epoch' + u.due_at * interval '1 microsecond',
               finished_at = timestamptz 'epoch' + u.finished_at * interval '1 microsecond'
          from unnest(?::uuid[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::boolean[],
                      ?::text[], ?::boolean[], ?::bigint[], ?::bigint[])
               as u (saga_id, version, status, data, steps, failure_code, failure_reason, needs_attention,
                     attention_waived, ask_again, due_at, finished_at)
         where s.saga_id = u.saga_id and s.version = u.version - 1
        """;

    /** By the statement's time, which stands still while it runs: no index could find what is below a moving one. */
    static final String DUE = """
        select saga_id from saga
         where due_at <= statement_timestamp()
           and (definition, definition_version) in (select * from unnest(?::text[], ?::integer[]))
         order by due_at
         limit ?
           for no key update of saga skip locked
        """;

    private final EntityManager entities;
    private final JdbcClient jdbc;

    void add(SagaInstance saga) {
        entities.persist(saga);
    }

    /**
     * Whoever else wants to move one of them waits, and reads the rows as they are then (PostgreSQL: read committed
     * isolation level); all take their locks in the same order, so none waits in a circle.
     */
    Map<UUID, SagaInstance> lock(Collection<UUID> sagaIds) {
        return query(FIND + " for no key update", sagaIds).stream()
                .collect(Collectors.toMap(SagaInstance::getSagaId, Function.identity()));
    }

    /** The same for one of them, unless somebody else has locked it. */
    Map<UUID, SagaInstance> lockUnlessHeld(UUID sagaId) {
        return query(FIND + " for no key update skip locked", List.of(sagaId)).stream()
                .collect(Collectors.toMap(SagaInstance::getSagaId, Function.identity()));
    }

    /**
     * Writes what became of locked sagas.
     *
     * @throws OptimisticLockingFailureException when one of them was changed by somebody who did not hold its lock
     */
    void save(Collection<SagaInstance> sagas) {
        List<SagaInstance> changed =
                sagas.stream().filter(SagaInstance::isToBeUpdated).toList();
        if (!changed.isEmpty() && update(changed) != changed.size()) {
            throw new OptimisticLockingFailureException("a saga was changed without its lock");
        }
    }

    private int update(List<SagaInstance> changed) {
        return jdbc.sql(UPDATE)
                .param(column(changed, SagaInstance::getSagaId, UUID[]::new))
                .param(column(changed, SagaInstance::getVersion, Long[]::new))
                .param(column(changed, saga -> saga.getStatus().name(), String[]::new))
                .param(column(changed, SagaInstance::getData, String[]::new))
                .param(column(changed, SagaInstance::getSteps, String[]::new))
                .param(column(changed, SagaInstance::getFailureCode, String[]::new))
                .param(column(changed, SagaInstance::getFailureReason, String[]::new))
                .param(column(changed, SagaInstance::isNeedsAttention, Boolean[]::new))
                .param(column(changed, SagaInstance::getAttentionWaived, String[]::new))
                .param(column(changed, SagaInstance::isAskAgain, Boolean[]::new))
                .param(column(changed, saga -> micros(saga.getDueAt()), Long[]::new))
                .param(column(changed, saga -> micros(saga.getFinishedAt()), Long[]::new))
                .update();
    }

    private static <T extends @Nullable Object> T[] column(
            List<SagaInstance> sagas, Function<SagaInstance, T> field, IntFunction<T[]> array) {
        return sagas.stream().map(field).toArray(array);
    }

    private static @Nullable Long micros(@Nullable Instant instant) {
        return instant == null ? null : ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    public List<SagaInstance> find(Collection<UUID> sagaIds) {
        return query(FIND, sagaIds);
    }

    @SuppressWarnings("unchecked")
    private List<SagaInstance> query(String sql, Collection<UUID> sagaIds) {
        if (sagaIds.isEmpty()) {
            return List.of();
        }
        IdRange range = IdRange.of(sagaIds);
        return entities.createNativeQuery(sql, SagaInstance.class)
                .setHint(HibernateHints.HINT_READ_ONLY, true)
                .setParameter("ids", sagaIds.toArray(UUID[]::new))
                .setParameter("first", range.first())
                .setParameter("last", range.last())
                .getResultList();
    }

    /**
     * Sagas that time may move, locked. Those that another instance holds are left to it, and so are those whose
     * definition is not deployed here.
     */
    List<UUID> lockDue(Collection<SagaDefinitions.Id> deployed, int most) {
        return jdbc.sql(DUE)
                .param(deployed.stream().map(SagaDefinitions.Id::name).toArray(String[]::new))
                .param(deployed.stream().map(SagaDefinitions.Id::version).toArray(Integer[]::new))
                .param(most)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    /**
     * The timer leaves the saga alone for a while, unless somebody has locked it and so may move it.
     *
     * @param calls whether it needs attention from now on, until it is moved
     */
    void putOff(UUID sagaId, Duration pause, boolean calls) {
        jdbc.sql("""
            with free as (select saga_id from saga where saga_id = ? for no key update skip locked)
            update saga
               set due_at = clock_timestamp() + ? * interval '1 millisecond',
                   needs_attention = needs_attention or ?,
                   version = version + (? and not needs_attention)::int
              from free where saga.saga_id = free.saga_id
            """).params(sagaId, pause.toMillis(), calls, calls).update();
    }

    /** Makes the unanswered command of a locked saga due now, for whichever instance knows the saga's definition. */
    void askAgain(UUID sagaId) {
        jdbc.sql("update saga set ask_again = true, due_at = clock_timestamp()"
                        + " where saga_id = ? and due_at is not null")
                .param(sagaId)
                .update();
    }

    int countRunning() {
        return jdbc.sql("select count(*) from saga where status in ('STARTED', 'COMPENSATING')")
                .query(Integer.class)
                .single();
    }

    /**
     * Sagas that were asked again.
     *
     * @param last the highest id that was looked at; null when there were fewer than asked for, and so no more behind it
     */
    record Asked(@Nullable UUID last, int sagas) {}

    /**
     * Makes the unanswered commands of the next so many running sagas behind that id due, spread by chance so that they do
     * not all come at once. One that ends meanwhile is not among them, and neither is one that somebody holds, who moves it:
     * waiting for it would let the others wait.
     */
    Asked askAgainBehind(UUID sagaId, int most, Duration within) {
        return jdbc.sql("""
            with page as materialized (
                select saga_id from saga where status in ('STARTED', 'COMPENSATING') and saga_id > ?
                 order by saga_id limit ?
            ), locked as (
                select saga_id from saga join page using (saga_id) where status in ('STARTED', 'COMPENSATING')
                 order by saga_id for no key update of saga skip locked
            ), asked as (
                update saga set ask_again = true,
                                due_at = clock_timestamp() + random() * ? * interval '1 millisecond'
                  from locked where saga.saga_id = locked.saga_id returning 1
            )
            select (select saga_id from page order by saga_id offset ? limit 1), (select count(*) from asked)
            """)
                .params(sagaId, most, within.toMillis(), most - 1)
                .query((row, _) -> new Asked(row.getObject(1, UUID.class), row.getInt(2)))
                .single();
    }
}
