package io.ordersaga.orchestrator.saga;

import io.ordersaga.orchestrator.engine.Moment;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads sagas with their steps: locked, in the order of their ids, when they are to be moved. */
@Repository
@RequiredArgsConstructor
public class SagaStore {

    private static final String WITH_STEPS =
            "select s from SagaInstance s join fetch s.steps where s.sagaId in :ids order by s.sagaId";

    private final EntityManager entities;
    private final JdbcClient jdbc;

    void add(SagaInstance saga) {
        entities.persist(saga);
    }

    /**
     * Whoever else wants to move one of them waits; all take their locks in the same order, so none waits in a circle.
     * They are read by a second statement: the one that waited for a lock does not see the steps that were added
     * meanwhile (PostgreSQL: read committed isolation level).
     */
    Map<UUID, SagaInstance> lock(Collection<UUID> sagaIds) {
        jdbc.sql("select saga_id from saga where saga_id = any(?) order by saga_id for no key update")
                .param(sagaIds.toArray(UUID[]::new))
                .query(UUID.class)
                .list();
        return find(sagaIds).stream().collect(Collectors.toMap(SagaInstance::getSagaId, Function.identity()));
    }

    public List<SagaInstance> find(Collection<UUID> sagaIds) {
        return sagaIds.isEmpty()
                ? List.of()
                : entities.createQuery(WITH_STEPS, SagaInstance.class)
                        .setParameter("ids", sagaIds)
                        .getResultList();
    }

    public Optional<SagaInstance> find(UUID sagaId) {
        return find(List.of(sagaId)).stream().findFirst();
    }

    /** Sagas that time may move, locked; those that another instance holds are left to it. */
    List<UUID> lockDue(int most) {
        return jdbc.sql("""
            select saga_id from saga
             where due_at <= clock_timestamp()
             order by due_at
             limit ?
               for no key update skip locked
            """)
                .param(most)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    /** The database's clock decides, whatever the machines' clocks say. */
    Moment now() {
        Instant now = jdbc.sql("select clock_timestamp()")
                .query((row, _) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .single();
        return new Moment(now, ThreadLocalRandom.current().nextDouble());
    }
}
