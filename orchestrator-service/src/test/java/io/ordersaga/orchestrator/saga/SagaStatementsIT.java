package io.ordersaga.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.messages.MessageJson;
import io.ordersaga.messages.Outcome;
import io.ordersaga.messages.RoutingKey;
import io.ordersaga.messages.Step;
import io.ordersaga.messages.order.OrderEvent.OrderCreated;
import io.ordersaga.messaging.delivery.InboundMessage;
import io.ordersaga.messaging.trace.TraceParent;
import io.ordersaga.orchestrator.RunningOrchestrator;
import io.ordersaga.testing.Statements;
import io.ordersaga.testing.Statements.Prepared;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** How often the database is asked when answers move sagas. */
class SagaStatementsIT extends RunningOrchestrator {

    private static final Step CREATE_ORDER = new Step("order", "create_order");

    @Autowired
    SagaAnswers answers;

    @Autowired
    TransactionOperations transaction;

    @Autowired
    Statements statements;

    @Autowired
    JdbcClient jdbc;

    @TestConfiguration
    static class Noting {

        @Bean
        static Statements statements() {
            return new Statements();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 25})
    void answers_cost_the_same_four_statements_however_many_sagas_they_move(int sagas) {
        List<SagaAnswers.Received> batch = Stream.generate(() -> sagaOf(place(91, 1, 1)))
                .limit(sagas)
                .map(SagaStatementsIT::orderCreated)
                .map(answers::read)
                .toList();

        statements.note();
        transaction.executeWithoutResult(_ -> answers.handle(batch));

        assertThat(statements.noted().stream()
                        .filter(each ->
                                each.thread().equals(Thread.currentThread().getName()))
                        .map(Prepared::sql))
                .satisfiesExactly(
                        sql -> assertThat(sql).contains("from saga").endsWith("for no key update"),
                        sql -> assertThat(sql).isEqualTo("select clock_timestamp()"),
                        sql -> assertThat(sql).startsWith("update saga"),
                        sql -> assertThat(sql).startsWith("insert into outbox"));
    }

    /** However many wait for a service that is away, with their next sendings minutes ahead. */
    @Test
    void the_timer_reads_no_saga_that_is_not_due() {
        String plan = String.join(
                "\n",
                jdbc.sql("explain " + SagaStore.DUE)
                        .param(new String[] {"order"})
                        .param(new Integer[] {1})
                        .param(100)
                        .query(String.class)
                        .list());

        assertThat(plan)
                .contains("Index Cond: (due_at <= statement_timestamp())")
                .doesNotContain("Seq Scan");
    }

    private static InboundMessage orderCreated(UUID saga) {
        RoutingKey key = new RoutingKey.OfCommand(saga, CREATE_ORDER).answeredWith(Outcome.SUCCESS);
        byte[] body = MessageJson.write(new OrderCreated(saga, UUID.randomUUID(), 91, 1, 1));
        return new InboundMessage(
                "orchestrator-service.events",
                key.toString(),
                key.messageId().toString(),
                key.type(),
                "application/json",
                "order-service",
                Map.of(TraceParent.HEADER, TraceParent.start().toString()),
                body,
                body.length);
    }
}
