package io.ordersaga.orchestrator;

import io.ordersaga.messages.Event;
import io.ordersaga.messages.Failure;
import io.ordersaga.messages.MessageJson;
import io.ordersaga.messages.RoutingKey;
import io.ordersaga.messages.Step;
import io.ordersaga.testing.SagaExchange;
import io.ordersaga.testing.TestInfrastructure;
import io.ordersaga.testing.rest.Answer;
import io.ordersaga.testing.rest.RestDoor;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The orchestrator on a real database and broker; the test plays the services that it talks to. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "order-saga.saga.step-timeout=1s")
public abstract class RunningOrchestrator {

    protected static final SagaExchange EXCHANGE =
            SagaExchange.listening(TestInfrastructure.get().broker());

    @LocalServerPort
    int port;

    protected RestDoor orchestrator;

    @BeforeEach
    void knock() {
        orchestrator = new RestDoor(port);
    }

    protected Answer place(long owner, long product, int quantity, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = "application/json";
        System.arraycopy(headers, 0, all, 2, headers.length);
        return orchestrator.send("POST", "/orders", order(owner, product, quantity), all);
    }

    protected static String order(long owner, long product, int quantity) {
        return "{\"product_id\":%d,\"owner_id\":%d,\"quantity\":%d}".formatted(product, owner, quantity);
    }

    protected static UUID sagaOf(Answer answer) {
        return UUID.fromString(answer.json().path("saga_id").asString());
    }

    /** Answers a command of the saga as its service would, once it has been sent. */
    protected static void answer(UUID saga, String service, String action, Event event) {
        EXCHANGE.hears("saga." + saga + ".command." + service + "." + action);
        say(saga, service, action, event);
    }

    /** Sends an event, whether or not anybody asked for it. */
    protected static void say(UUID saga, String service, String action, Event event) {
        String outcome = event instanceof Failure ? "failure" : "success";
        RoutingKey key = RoutingKey.parse("saga." + saga + ".event." + new Step(service, action) + "." + outcome);
        EXCHANGE.send(key.toString(), key.messageId(), new String(MessageJson.write(event), StandardCharsets.UTF_8));
    }
}
