package io.ordersaga.orchestrator.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.ordersaga.testing.rest.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A form of the console that is sent twice names itself to the service, which the test plays, by one key. */
class FormSentAgainIT extends OpenConsole {

    private static final String USER = """
        {"id": 1, "name": "Ada", "email": "ada@example.org", "balance": 5.00}
        """;

    private static final String PRODUCT = """
        {"id": 1, "name": "Engine", "description": "Brass", "price": 19.99, "quantity": 5}
        """;

    private static final Queue<String> KEYS = new ConcurrentLinkedQueue<>();
    private static final HttpServer SERVICE = started();

    @DynamicPropertySource
    static void whereItIs(DynamicPropertyRegistry settings) {
        String address = "http://localhost:" + SERVICE.getAddress().getPort();
        settings.add("order-saga.services.user", () -> address);
        settings.add("order-saga.services.product", () -> address);
    }

    private static HttpServer started() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                if (exchange.getRequestMethod().equals("POST")) {
                    KEYS.add(String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key")));
                }
                byte[] body = answerTo(exchange.getRequestURI().getPath()).getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String answerTo(String path) {
        if (path.endsWith("/ledger")) {
            return "[]";
        }
        return path.startsWith("/users") ? USER : PRODUCT;
    }

    @AfterAll
    static void stop() {
        SERVICE.stop(0);
    }

    @BeforeEach
    void forget() {
        KEYS.clear();
    }

    @ParameterizedTest
    @CsvSource({"/console/users/1, deposit, amount", "/console/products/1, restock, pieces"})
    void a_form_has_one_key_and_the_next_page_another(String page, String action, String field) {
        String first = keyOn(page);
        String second = keyOn(page);

        send(page + "/" + action, field, first);
        send(page + "/" + action, field, first);
        send(page + "/" + action, field, second);

        assertThat(first).isNotEqualTo(second);
        assertThat(KEYS).containsExactly(first, first, second);
    }

    @ParameterizedTest
    @CsvSource({"/console/users/1/deposit, amount", "/console/products/1/restock, pieces"})
    void a_form_without_a_sound_key_is_not_sent_on(String action, String field) {
        post(action, Map.of(field, "3")).hasStatus(400);
        post(action, Map.of(field, "3", "key", "a\nb")).hasStatus(400);

        assertThat(KEYS).isEmpty();
    }

    @Test
    void an_order_that_is_sent_twice_is_placed_once_and_leads_to_its_saga_both_times() {
        String key = keyOn("/console/orders");

        String placed = sagaAfter(place(78_701, 2, key));
        String again = sagaAfter(place(78_701, 2, key));
        String another = sagaAfter(place(78_701, 2, keyOn("/console/orders")));

        assertThat(again).isEqualTo(placed).isNotEqualTo(another);
        assertThat(page("/console/sagas?owner=78701").body()).contains("2 sagas.");
    }

    @Test
    void another_order_on_a_page_that_has_placed_one_is_refused_in_words() {
        String key = keyOn("/console/orders");
        String placed = sagaAfter(place(78_702, 2, key));

        assertThat(place(78_702, 3, key).hasStatus(422).body())
                .contains(
                        "Nothing was done: this page has placed another order before",
                        placed.substring(placed.lastIndexOf('/') + 1));
        post("/console/orders", Map.of("ownerId", "78702", "productId", "1", "quantity", "1"))
                .hasStatus(400);
        assertThat(page("/console/sagas?owner=78702").body()).contains("1 saga.");
    }

    private Answer place(long owner, int quantity, String key) {
        return post(
                "/console/orders",
                Map.of(
                        "ownerId",
                        Long.toString(owner),
                        "productId",
                        "1",
                        "quantity",
                        Integer.toString(quantity),
                        "key",
                        key));
    }

    private static String sagaAfter(Answer placed) {
        return placed.hasStatus(302).header("Location").orElseThrow();
    }

    private void send(String action, String field, String key) {
        Answer done = post(action, Map.of(field, "3", "key", key)).hasStatus(302);
        assertThat(pageAfter(done, "/console/products/1").body())
                .containsAnyOf("Deposited 3.", "Restocked: 3 pieces more.");
    }

    private String keyOn(String page) {
        List<String> keys =
                found("name=\"key\" [^>]*value=\"([^\"]+)\"", page(page).body());
        assertThat(keys).hasSize(1);
        return keys.getFirst();
    }
}
