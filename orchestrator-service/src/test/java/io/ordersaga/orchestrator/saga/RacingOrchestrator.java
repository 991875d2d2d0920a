package io.ordersaga.orchestrator.saga;

import static org.awaitility.Awaitility.await;

import io.ordersaga.messages.Done;
import io.ordersaga.messages.Event;
import io.ordersaga.messages.MessageJson;
import io.ordersaga.messages.Outcome;
import io.ordersaga.messages.RoutingKey;
import io.ordersaga.messages.Step;
import io.ordersaga.messages.order.OrderEvent.OrderCreated;
import io.ordersaga.messages.product.ProductEvent.StockChecked;
import io.ordersaga.messaging.delivery.InboundMessage;
import io.ordersaga.messaging.time.DatabaseClock;
import io.ordersaga.messaging.trace.TraceParent;
import io.ordersaga.orchestrator.RunningOrchestrator;
import io.ordersaga.orchestrator.saga.LateAnswers.LateAnswer;
import io.ordersaga.testing.SagaExchange.Heard;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionOperations;

/** One saga that two real movers want at once, in an orchestrator in which time moves none by itself. */
@Import(Halting.class)
@TestPropertySource(properties = {"order-saga.timer.interval=1h", "order-saga.saga.step-timeout=1m"})
abstract class RacingOrchestrator extends RunningOrchestrator {

    protected static final Duration OVERDUE = Duration.ofMinutes(2);
    protected static final Duration PAST_THE_DEADLINE = Duration.ofMinutes(20);
    protected static final List<String> UP_TO_THE_PIVOT =
            List.of("product.check_stock", "user.check_balance", "user.update_balance");

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Step CREATE_ORDER = new Step("order", "create_order");

    @Autowired
    SagaTimer timer;

    @Autowired
    SagaAnswers answers;

    @Autowired
    LateAnswers lateAnswers;

    @Autowired
    SagaRunner runner;

    @Autowired
    DatabaseClock clock;

    @Autowired
    SagaDefinitions definitions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionOperations transaction;

    protected final UUID saga = UUID.randomUUID();
    private final UUID order = UUID.randomUUID();

    protected record Sent(String action, String role, String status, int attempts) {}

    /** Begins both; the first has the saga before the second begins, and goes on once the second waits for it or is done. */
    protected void race(Runnable first, Runnable second) throws Exception {
        race(Halt.Where.HAS_THE_SAGA, first, second);
    }

    protected void race(Halt.Where where, Runnable first, Runnable second) throws Exception {
        Halt halt = new Halt(where);
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            Future<?> ahead = both.submit(() -> Halting.during(halt, first));
            try {
                int backend = halt.reached();
                Future<?> behind = both.submit(second);
                await().atMost(PATIENCE).until(() -> behind.isDone() || holdsUpAnother(backend));
                halt.goOn();
                ahead.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                behind.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } finally {
                halt.goOn();
            }
        }
    }

    private boolean holdsUpAnother(int backend) {
        return jdbc.sql("select count(*) from pg_stat_activity where ? = any(pg_blocking_pids(pid))")
                        .param(backend)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** It waits for check_stock. */
    protected void started(UUID sagaId, Duration ago) {
        UUID orderId = sagaId.equals(saga) ? order : UUID.randomUUID();
        transaction.executeWithoutResult(_ -> runner.startFrom(
                definitions.startedBy(CREATE_ORDER).orElseThrow(),
                new OrderCreated(sagaId, orderId, 1, 1, 1),
                TraceParent.start(),
                clock.now().minus(ago)));
    }

    protected void startedAndAnswered(Duration ago, List<String> steps) {
        started(saga, ago);
        steps.forEach(this::succeeds);
    }

    /** Its event is handled as the queue's consumer has it handled. */
    protected void succeeds(String step) {
        String[] words = step.split("\\.", -1);
        Event event = step.equals("product.check_stock")
                ? new StockChecked(saga, order, BigDecimal.TEN)
                : new Done(saga, order);
        RoutingKey.OfEvent key = new RoutingKey.OfEvent(saga, new Step(words[0], words[1]), Outcome.SUCCESS);
        byte[] body = MessageJson.write(event);
        InboundMessage message = new InboundMessage(
                SagaQueues.EVENTS,
                key.toString(),
                key.messageId().toString(),
                key.type(),
                "application/json",
                null,
                Map.of(),
                body,
                body.length);
        transaction.executeWithoutResult(_ -> answers.handle(List.of(new SagaAnswers.Received(key, event, message))));
    }

    /** So that the timer looks at it, whatever it waits for. */
    protected void becomesDue(UUID sagaId) {
        jdbc.sql("update saga set due_at = clock_timestamp() where saga_id = ? and due_at is not null")
                .param(sagaId)
                .update();
    }

    protected String status() {
        return jdbc.sql("select status from saga where saga_id = ?")
                .param(saga)
                .query(String.class)
                .single();
    }

    /** All that it sent, as it stands in its row. */
    protected List<Sent> sent() {
        return jdbc.sql("""
            select step.* from saga, json_to_recordset(steps::json)
                                     as step (action text, role text, status text, attempts integer)
             where saga_id = ?
            """)
                .param(saga)
                .query((row, _) -> new Sent(row.getString(1), row.getString(2), row.getString(3), row.getInt(4)))
                .list();
    }

    /** The commands that went out, when so many have. */
    protected List<String> heard(int commands) {
        return await().atMost(PATIENCE).until(this::heard, heard -> heard.size() >= commands);
    }

    private List<String> heard() {
        return EXCHANGE.messagesOf(saga).stream()
                .map(Heard::routingKey)
                .filter(key -> key.contains(".command."))
                .map(key -> key.substring(key.lastIndexOf('.') + 1))
                .toList();
    }

    protected List<LateAnswer> late() {
        return lateAnswers.of(List.of(saga)).getOrDefault(saga, List.of());
    }
}
