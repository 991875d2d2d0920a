package io.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Connection;
import io.ordersaga.local.service.ServiceName;
import io.ordersaga.messages.MessageJson;
import io.ordersaga.messages.RoutingKey;
import io.ordersaga.messages.user.UserCommand.RefundBalance;
import io.ordersaga.messages.user.UserCommand.UpdateBalance;
import io.ordersaga.testing.SagaExchange;
import io.ordersaga.testing.TestInfrastructure;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A command became a dead letter, its saga was undone meanwhile, and now somebody sends it again. */
class RedeliveredDeadLetterIT {

    private final RunningSystem system = RunningSystem.shared();
    private final SagaExchange exchange = RunningSystem.listen();
    private final UUID saga = UUID.randomUUID();
    private final UUID order = UUID.randomUUID();

    @AfterEach
    void close() throws IOException {
        exchange.close();
    }

    @Test
    void a22_it_is_refused_and_whoever_sends_it_otherwise_meets_the_tombstone_and_nobody_pays() throws Exception {
        long user = system.user("100.00");
        UpdateBalance debit = new UpdateBalance(saga, order, user, BigDecimal.TEN);
        unreadable(debit);
        exchange.buries(RoutingKey.of(debit).toString());
        exchange.send(new RefundBalance(saga, order, user, BigDecimal.TEN));
        exchange.hears("saga." + saga + ".event.user.refund_balance.success");

        assertThat(system.post(ServiceName.ORCHESTRATOR, "/dead-letters/" + letter() + "/redeliver", Map.of())
                        .status())
                .isEqualTo(409);
        exchange.send(debit);

        assertThat(exchange.hears("saga." + saga + ".event.user.update_balance.failure")
                        .body())
                .contains("\"code\":\"CANCELLED\"");
        assertThat(system.get(ServiceName.USER, "/users/" + user)
                        .body()
                        .path("balance")
                        .decimalValue())
                .isEqualByComparingTo("100.00");
    }

    private static void unreadable(UpdateBalance command) throws Exception {
        RoutingKey key = RoutingKey.of(command);
        try (Connection connection = TestInfrastructure.get().broker().connect()) {
            connection
                    .createChannel()
                    .basicPublish(
                            "saga",
                            key.toString(),
                            new BasicProperties.Builder()
                                    .contentType("text/plain")
                                    .messageId(key.messageId().toString())
                                    .build(),
                            MessageJson.write(command));
        }
    }

    private String letter() {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> StreamSupport.stream(
                                        system.get(ServiceName.ORCHESTRATOR, "/dead-letters")
                                                .body()
                                                .spliterator(),
                                        false)
                                .filter(letter ->
                                        letter.path("routing_key").asString().endsWith("command.user.update_balance"))
                                .filter(letter ->
                                        letter.path("saga_id").asString("").equals(saga.toString()))
                                .map((JsonNode letter) -> letter.path("id").asString())
                                .findFirst()
                                .orElse(""),
                        id -> !id.isEmpty());
    }
}
