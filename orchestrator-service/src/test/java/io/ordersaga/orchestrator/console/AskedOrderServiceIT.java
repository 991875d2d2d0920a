package io.ordersaga.orchestrator.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.ordersaga.messages.order.OrderEvent.OrderCreated;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What the console asks the order service, which the test plays. */
class AskedOrderServiceIT extends OpenConsole {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Map<String, String> ANSWERS = new ConcurrentHashMap<>();
    private static final HttpServer ORDER_SERVICE = started();

    private final UUID order = UUID.randomUUID();
    private final UUID saga = UUID.randomUUID();

    @DynamicPropertySource
    static void whereItIs(DynamicPropertyRegistry settings) {
        settings.add(
                "order-saga.services.order",
                () -> "http://localhost:" + ORDER_SERVICE.getAddress().getPort());
    }

    private static HttpServer started() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                String answer = ANSWERS.get(exchange.getRequestURI().getPath());
                byte[] body = (answer == null ? "{}" : answer).getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(answer == null ? 404 : 200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    static void stop() {
        ORDER_SERVICE.stop(0);
    }

    @Test
    void an_order_whose_saga_has_not_begun_is_found_with_its_event_in_the_outbox() {
        has("PENDING");
        ANSWERS.put("/messages/" + saga, """
            {"inbox": [], "outbox": [{"message_id": "%s", "routing_key": "saga.%s.event.order.create_order.success",
             "taken_up": 3, "next_at": "2026-11-27T10:00:00Z", "trouble": "The broker refused it."}]}
            """.formatted(UUID.randomUUID(), saga));

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(page("/console/find?id=" + order).body())
                                .contains("PENDING", "2026-11-27 09:00:00", "has not begun", saga.toString())
                                .contains("Its event waits in order-service&#39;s outbox", "The broker refused it.")
                                .contains("orchestrator-service.events holds 0 messages and is read by"));
    }

    @Test
    void an_order_whose_event_became_a_dead_letter_leads_to_it() {
        has("PENDING");
        EXCHANGE.send("saga." + saga + ".event.order.create_order.success", UUID.randomUUID(), "{");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                page("/console/find?id=" + order).body())
                        .contains("It became a dead letter", "?saga=" + saga, "Mend what the dead letter names"));
    }

    @Test
    void an_order_whose_saga_has_begun_is_shown_by_its_saga() {
        has("PENDING");
        say(saga, "order", "create_order", new OrderCreated(saga, order, 1, 1, 1));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(orchestrator
                                .get("/console/find?id=" + order)
                                .hasStatus(302)
                                .header("Location"))
                        .hasValueSatisfying(where -> assertThat(where).endsWith("/console/sagas/" + saga)));
    }

    @Test
    void an_order_that_has_ended_and_whose_saga_is_not_known_says_so() {
        has("SUCCESS");

        assertThat(page("/console/find?id=" + order).body())
                .contains("SUCCESS", "is not known here", "forgotten with its month");
    }

    @Test
    void what_nobody_knows_is_not_there() {
        String where = orchestrator
                .get("/console/find?id=" + order)
                .hasStatus(302)
                .header("Location")
                .orElseThrow();

        assertThat(orchestrator
                        .get(where.substring(where.indexOf("/console")))
                        .hasStatus(404)
                        .body())
                .contains("There is no saga " + order);
    }

    @Test
    void the_overview_says_what_a_service_keeps_in_its_outbox_and_calls_it_well() {
        ANSWERS.put("/actuator/health", """
            {"status": "UP", "components": {"outbox": {"status": "UP", "details":
             {"messages": 12345, "oldest_age_seconds": 187, "blocked": "low on memory"}}}}
            """);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(page("/").body())
                        .containsPattern("order-service</b> <span>is up</span>")
                        .contains("12,345 messages wait in its outbox, the oldest for 3 min 7 s.")
                        .contains("RabbitMQ has blocked its publishers: low on memory."));
    }

    private void has(String status) {
        ANSWERS.put("/orders/" + order, """
            {"order_id": "%s", "saga_id": "%s", "owner_id": 1, "product_id": 1, "quantity": 1, "status": "%s",
             "created_at": "2026-11-27T09:00:00Z"}
            """.formatted(order, saga, status));
        ANSWERS.put("/messages/" + saga, "{\"inbox\": [], \"outbox\": []}");
    }
}
