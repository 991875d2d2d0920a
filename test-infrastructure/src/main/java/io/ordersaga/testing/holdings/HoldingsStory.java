package io.ordersaga.testing.holdings;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.ordersaga.messages.Command;
import io.ordersaga.messages.RoutingKey;
import io.ordersaga.testing.SagaExchange;
import io.ordersaga.testing.SagaExchange.Heard;
import io.ordersaga.testing.TestInfrastructure;
import io.ordersaga.testing.rest.Answer;
import io.ordersaga.testing.rest.RestDoor;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import tools.jackson.databind.JsonNode;

/** A running service, with a client at its door and an orchestrator's ear at the exchange. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@SuppressWarnings("NullAway.Init")
public abstract class HoldingsStory {

    protected final Holdings holdings;
    protected final SagaExchange exchange = Ear.EXCHANGE;

    protected RestDoor door;

    @Value("${local.server.port}")
    private int port;

    protected HoldingsStory(Holdings holdings) {
        this.holdings = holdings;
    }

    @BeforeEach
    void stand() {
        door = new RestDoor(port);
    }

    /** @return the path of a new thing that holds so many units */
    protected String created(int units) {
        return door.post(holdings.collection(), valid(units))
                .hasStatus(201)
                .header("Location")
                .orElseThrow();
    }

    protected String valid(int units) {
        return json(holdings.fields(holdings.units(units)));
    }

    protected static String json(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> "\"" + field.getKey() + "\": " + field.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    protected String additionTo(String path) {
        return path + "/" + holdings.addition().path();
    }

    protected String addition(BigDecimal amount) {
        return json(Map.of(holdings.addition().field(), amount.toPlainString()));
    }

    protected Answer add(String path, int units, String idempotencyKey) {
        return door.send(
                "POST",
                additionTo(path),
                addition(holdings.units(units)),
                "Content-Type",
                "application/json",
                "Idempotency-Key",
                idempotencyKey);
    }

    protected static long idOf(String path) {
        return Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
    }

    protected BigDecimal heldBy(String path) {
        return door.get(path).hasStatus(200).json().path(holdings.held()).decimalValue();
    }

    protected List<JsonNode> ledgerOf(String path) {
        List<JsonNode> entries = new ArrayList<>();
        Optional<String> page = Optional.of(path + "/ledger?limit=1000");
        while (page.isPresent()) {
            var answer = door.get(page.get()).hasStatus(200);
            entries.addAll(answer.json().values());
            page = answer.nextPage();
        }
        return entries;
    }

    /** The ledger is whole, and leads to what is held. */
    protected void assertLedgerAddsUp(String path, BigDecimal held) {
        BigDecimal sum = BigDecimal.ZERO;
        long number = 0;
        for (JsonNode entry : ledgerOf(path)) {
            sum = sum.add(entry.path(holdings.ledgerFields().change()).decimalValue());
            number++;
            assertThat(entry.path("id").asLong()).isEqualTo(number);
            assertThat(entry.path(holdings.ledgerFields().after()).decimalValue())
                    .isNotNegative()
                    .isEqualByComparingTo(sum);
        }
        assertThat(sum).isEqualByComparingTo(held);
    }

    protected Heard succeeds(Command command) {
        exchange.send(command);
        return exchange.hears(event(command, "success"));
    }

    protected void isRefused(Command command, String code) {
        exchange.send(command);
        assertThat(exchange.hears(event(command, "failure")).body())
                .contains("\"code\":\"" + code + "\"", "\"message\":\"");
    }

    /** The routing key of the answer. */
    protected static String event(Command command, String outcome) {
        return RoutingKey.of(command).toString().replace(".command.", ".event.") + "." + outcome;
    }

    protected void assertProperties(Heard answer, Command command, String outcome) {
        BasicProperties properties = answer.properties();
        assertThat(properties.getType()).isEqualTo(RoutingKey.of(command).step().action() + "." + outcome);
        assertThat(properties.getCorrelationId()).isEqualTo(command.sagaId().toString());
        assertThat(UUID.fromString(properties.getMessageId())).isNotNull();
        assertThat(properties.getAppId()).isEqualTo(holdings.service());
        assertThat(properties.getContentType()).isEqualTo("application/json");
        assertThat(properties.getDeliveryMode()).isEqualTo(2);
        assertThat(properties.getTimestamp()).isNotNull();
        assertThat(properties.getHeaders().get("traceparent"))
                .asString()
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
    }

    /** One ear for all tests of this JVM: each hears of its own sagas. */
    private static final class Ear {
        private static final SagaExchange EXCHANGE =
                SagaExchange.listening(TestInfrastructure.get().broker());
    }
}
