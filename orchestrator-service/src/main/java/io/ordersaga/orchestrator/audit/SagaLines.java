package io.ordersaga.orchestrator.audit;

import io.ordersaga.messages.MalformedMessageException;
import io.ordersaga.messages.MessageJson;
import io.ordersaga.orchestrator.audit.SagaLine.Sent;
import io.ordersaga.orchestrator.engine.SagaDefinition;
import io.ordersaga.orchestrator.engine.SagaStatus;
import io.ordersaga.orchestrator.order.OrderData;
import io.ordersaga.orchestrator.saga.StoredSteps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.extern.slf4j.Slf4j;
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
        List<SagaLine> lines =
                jdbc.sql("""
                    select saga_id, status, definition, data, created_at, finished_at, steps
                      from saga where saga_id > ? order by saga_id limit ?
                    """).params(sagaId, sagas).query((row, _) -> line(row)).list();
        return new Paged.Page<>(lines, lines.size() < sagas);
    }

    Optional<SagaLine> find(UUID sagaId) {
        return of(sagaId).stream().findFirst();
    }

    private SagaLine line(ResultSet row) throws SQLException {
        UUID id = row.getObject(1, UUID.class);
        SagaStatus status = SagaStatus.valueOf(row.getString(2));
        boolean ofOrder = row.getString(3).equals(orders);
        OrderData order = null;
        List<Sent> sent = List.of();
        try {
            sent = sent(status, row.getString(7));
            order = ofOrder ? order(row.getString(4)) : null;
        } catch (MalformedMessageException e) {
            log.warn("The row of saga {} cannot be read", id, e);
        }
        return new SagaLine(
                id,
                status,
                ofOrder,
                order,
                row.getObject(5, OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject(6, OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant)
                        .orElse(null),
                sent);
    }

    private static OrderData order(String data) {
        return MessageJson.read(data, OrderData.class);
    }

    private static List<Sent> sent(SagaStatus status, String steps) {
        if (status == SagaStatus.COMPLETED) {
            return List.of();
        }
        return StoredSteps.read(steps).stream()
                .map(step -> new Sent(step.step(), step.role(), step.status()))
                .toList();
    }
}
