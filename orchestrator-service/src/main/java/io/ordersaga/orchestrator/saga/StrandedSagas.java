package io.ordersaga.orchestrator.saga;

import io.micrometer.core.instrument.MeterRegistry;
import io.ordersaga.messages.Step;
import io.ordersaga.orchestrator.engine.SagaCommand;
import io.ordersaga.orchestrator.engine.StepRole;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import lombok.extern.slf4j.Slf4j;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Names the running sagas that the deployed definitions cannot bring to their end: their version is not here, or it was
 * changed and has no longer the step that they wait for. During a rolling update the other instances drive them; when
 * they stay, deploy their version again beside the new one.
 */
@Slf4j
@Component
class StrandedSagas {

    private final SagaDefinitions definitions;
    private final JdbcClient jdbc;
    private final AtomicLong stranded;
    private final Set<Waiting> reported = new HashSet<>();

    StrandedSagas(SagaDefinitions definitions, JdbcClient jdbc, MeterRegistry meters) {
        this.definitions = definitions;
        this.jdbc = jdbc;
        this.stranded = meters.gauge("sagas.stranded", new AtomicLong());
    }

    /** What running sagas wait for. */
    record Waiting(SagaDefinitions.Id definition, Step step, StepRole role) {}

    /** @param oldest some of them, the oldest first */
    record Group(Waiting waiting, long sagas, List<UUID> oldest) {}

    @Scheduled(fixedDelayString = "${order-saga.stranded.check-interval:1m}")
    void check() {
        List<Group> found = find();
        stranded.set(found.stream().mapToLong(Group::sagas).sum());
        found.stream()
                .filter(group -> reported.add(group.waiting()))
                .forEach(group -> log.warn(
                        "{} running sagas wait for {} by version {} of the {} saga, which is not deployed here or has"
                                + " no such step any more. They wait until it is deployed. The oldest: {}",
                        group.sagas(),
                        group.waiting().step(),
                        group.waiting().definition().version(),
                        group.waiting().definition().name(),
                        group.oldest()));
        reported.retainAll(found.stream().map(Group::waiting).toList());
    }

    /** Among the oldest: what is stranded does not end, and when very many wait, looking at each would take them long. */
    List<Group> find() {
        return jdbc.sql("""
            select s.definition, s.definition_version, step ->> 'service', step ->> 'action', step ->> 'role', count(*),
                   (array_agg(s.saga_id order by s.saga_id))[1:5]
              from ((select * from saga where status = 'STARTED' order by saga_id limit 50000)
                    union all
                    (select * from saga where status = 'COMPENSATING' order by saga_id limit 50000)) as s,
                   json_array_elements(readable_steps(s.steps)) as step
             where %s
             group by 1, 2, 3, 4, 5
            """.formatted(StoredSteps.IS_AWAITED)).query((row, _) -> group(row)).list().stream()
                .filter(group -> isStranded(group.waiting()))
                .toList();
    }

    private boolean isStranded(Waiting waiting) {
        SagaDefinitions.Id id = waiting.definition();
        SagaCommand awaited = new SagaCommand(waiting.role(), waiting.step());
        return definitions.driving(id.name(), id.version(), awaited).isEmpty();
    }

    private static Group group(ResultSet row) throws SQLException {
        Waiting waiting = new Waiting(
                new SagaDefinitions.Id(row.getString(1), row.getInt(2)),
                new Step(row.getString(3), row.getString(4)),
                StepRole.valueOf(row.getString(5)));
        return new Group(
                waiting, row.getLong(6), List.of((UUID[]) row.getArray(7).getArray()));
    }
}
