package io.ordersaga.order;

import io.ordersaga.messages.order.OrderEvent.OrderCreated;
import io.ordersaga.messaging.outbox.Outbox;
import io.ordersaga.messaging.trace.CurrentTrace;
import io.ordersaga.messaging.trace.TraceParent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes an order that came in at this service known to the orchestrator, and again until its saga has ended it: the
 * broker may have lost the first announcement, with all its queues. The orchestrator starts one saga, however often it
 * hears of it. When an order is due is decided by the database's clock, for any number of instances.
 */
@Slf4j
@Component
@RequiredArgsConstructor
class Announcer implements SchedulingConfigurer {

    private static final int AT_ONCE = 100;

    /**
     * Announcements after which the orchestrator is away for long. Its queue keeps each of them, and the answers to new
     * orders stand behind them, so that the pauses double again, up to eight times the longest.
     */
    private static final int SOME = 8;

    private static final String ANNOUNCED = """
        update orders
           set announcements = announcements + 1,
               announce_after = clock_timestamp() + interval '1 millisecond'
                   * least(:first * power(2, least(announcements, 30)),
                           :longest * power(2, least(greatest(announcements - :some, 0), 3)))
        """;

    private static final String THIS_ONE = ANNOUNCED + ", traceparent = :trace where order_id = :order";

    /**
     * By the statement's time, which stands still while it runs: no index could find what is below a moving one. Whose saga is
     * forgotten, as when this database is older than the orchestrator's, nothing can be announced of.
     */
    static final String THOSE_DUE = ANNOUNCED + """
         where order_id in (select order_id from orders
                             where announce_after <= statement_timestamp()
                               and saga_id >= (select before from saga_horizon)
                             order by announce_after
                             limit :most
                               for update skip locked)
        returning saga_id, order_id, owner_id, product_id, quantity, traceparent
        """;

    private final AnnouncementProperties properties;
    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final TransactionOperations transaction;

    /** What is to be announced again, in the trace of the request that placed it. */
    private record Due(OrderCreated event, TraceParent trace) {}

    /** Announces an order for the first time, with the transaction that records it; the order must have been flushed. */
    void announce(Order order) {
        update(THIS_ONE)
                .param("order", order.getId())
                .param("trace", CurrentTrace.get().toString())
                .update();
        outbox.announce(new OrderCreated(
                order.getSagaId(), order.getId(), order.getOwnerId(), order.getProductId(), order.getQuantity()));
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addFixedDelayTask(this::announceThoseDue, properties.checkEvery());
    }

    /** Safe on any number of instances at once: each takes what no other has in hand. */
    void announceThoseDue() {
        int announced;
        do {
            announced = transaction.execute(_ -> announceAgain());
        } while (announced == AT_ONCE);
    }

    private int announceAgain() {
        List<Due> due = update(THOSE_DUE)
                .param("most", AT_ONCE)
                .query((row, _) -> due(row))
                .list();
        due.forEach(this::announce);
        if (!due.isEmpty()) {
            log.info("Announced orders again whose sagas have not ended: {}", due.size());
        }
        return due.size();
    }

    private void announce(Due due) {
        try (CurrentTrace.Before _ = CurrentTrace.enter(due.trace(), due.event().sagaId())) {
            outbox.announce(due.event());
        }
    }

    private static Due due(ResultSet row) throws SQLException {
        return new Due(
                new OrderCreated(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getLong(3),
                        row.getLong(4),
                        row.getInt(5)),
                TraceParent.continued(row.getString(6)));
    }

    private JdbcClient.StatementSpec update(String sql) {
        return jdbc.sql(sql)
                .param("first", properties.first().toMillis())
                .param("longest", properties.longest().toMillis())
                .param("some", SOME);
    }
}
