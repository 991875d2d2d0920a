package io.ordersaga.orchestrator.audit;

import io.ordersaga.messages.MalformedMessageException;
import io.ordersaga.messages.MessageJson;
import io.ordersaga.messages.Step;
import io.ordersaga.orchestrator.audit.SagaLine.Sent;
import io.ordersaga.orchestrator.engine.SagaDefinition;
import io.ordersaga.orchestrator.engine.SagaStatus;
import io.ordersaga.orchestrator.engine.StepRole;
import io.ordersaga.orchestrator.engine.StepStatus;
import io.ordersaga.orchestrator.order.OrderData;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.AbstractMap.SimpleEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The orchestrator's own sagas, as the audit compares them: a range of their primary key at a time. */
@Slf4j
@Repository
class SagaLines implements Paged.Source<SagaLine> {

    private final JdbcClient jdbc;
    private final String orders;

    SagaLines(JdbcClient jdbc, SagaDefinition<OrderData> orderSaga) {
        this.jdbc = jdbc;
        this.orders = orderSaga.name();
    }

    @Override
    public Paged.Page<SagaLine> after(UUID sagaId, int sagas) {
        List<SagaLine> lines = withSteps(
                jdbc.sql("""
                    select saga_id, status, definition, data, created_at, finished_at
                      from saga where saga_id > ? order by saga_id limit ?
                    """).params(sagaId, sagas).query((row, _) -> line(row)).list());
        return new Paged.Page<>(lines, lines.size() < sagas);
    }

    Optional<SagaLine> find(UUID sagaId) {
        return of(sagaId).stream().findFirst();
    }

    /** The clock that says when sagas begin and end. */
    Instant now() {
        return jdbc.sql("select clock_timestamp()")
                .query((row, _) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .single();
    }

    private List<SagaLine> withSteps(List<SagaLine> lines) {
        UUID[] ids = lines.stream()
                .filter(line -> line.status() != SagaStatus.COMPLETED)
                .map(SagaLine::sagaId)
                .toArray(UUID[]::new);
        if (ids.length == 0) {
            return lines;
        }
        Map<UUID, List<Sent>> steps = jdbc
                .sql("select saga_id, service, action, role, status from saga_step where saga_id = any(?)")
                .param(ids)
                .query((row, _) -> new SimpleEntry<>(row.getObject(1, UUID.class), sent(row)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        return lines.stream()
                .map(line -> line.having(steps.getOrDefault(line.sagaId(), List.of())))
                .toList();
    }

    private SagaLine line(ResultSet row) throws SQLException {
        UUID id = row.getObject(1, UUID.class);
        boolean ofOrder = row.getString(3).equals(orders);
        return new SagaLine(
                id,
                SagaStatus.valueOf(row.getString(2)),
                ofOrder,
                ofOrder ? order(id, row.getString(4)) : null,
                row.getObject(5, OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject(6, OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant)
                        .orElse(null),
                List.of());
    }

    private static @Nullable OrderData order(UUID sagaId, String data) {
        try {
            return MessageJson.read(data.getBytes(StandardCharsets.UTF_8), OrderData.class);
        } catch (MalformedMessageException e) {
            log.warn("What saga {} knows of its order cannot be read", sagaId, e);
            return null;
        }
    }

    private static Sent sent(ResultSet row) throws SQLException {
        return new Sent(
                new Step(row.getString(2), row.getString(3)),
                StepRole.valueOf(row.getString(4)),
                StepStatus.valueOf(row.getString(5)));
    }
}
