package io.ordersaga.orchestrator.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** An audit that never ends by itself: the order service, which is played here, always has more orders. */
class AuditPageIT extends OpenConsole {

    private static final HttpServer SERVICES = endless();

    @DynamicPropertySource
    static void services(DynamicPropertyRegistry settings) {
        for (String service : List.of("user", "product", "order")) {
            settings.add(
                    "order-saga.services." + service,
                    () -> "http://localhost:" + SERVICES.getAddress().getPort());
        }
    }

    private static HttpServer endless() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/ledger", exchange -> answer(exchange, "[]"));
            server.createContext(
                    "/audit", exchange -> answer(exchange, "{\"checked\": 0, \"found\": 0, \"findings\": []}"));
            server.createContext("/orders/by-saga", exchange -> {
                exchange.getResponseHeaders().add("Link", "</orders/by-saga>; rel=\"next\"");
                answer(exchange, ordersAfter(exchange.getRequestURI().getQuery()));
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of sagas that nobody knows, a minute between them, from the year 2100 on. */
    private static String ordersAfter(String query) {
        UUID after = UUID.fromString(query.replaceAll(".*after=([^&]+).*", "$1"));
        long first = Math.max(after.getMostSignificantBits() >>> 16, 4_102_444_800_000L) + 60_000;
        return LongStream.range(0, 100)
                .mapToObj(i -> new UUID((first + i * 60_000) << 16 | 0x7000, 0x8000_0000_0000_0000L))
                .map(
                        "{\"saga_id\": \"%1$s\", \"order_id\": \"%1$s\", \"status\": \"PENDING\", \"announced\": false}"
                                ::formatted)
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(json.getBytes(UTF_8));
        }
    }

    @AfterAll
    static void stop() {
        SERVICES.stop(0);
    }

    @Test
    void an_audit_says_how_far_it_is_goes_on_when_nobody_looks_and_is_stopped_with_what_it_found() {
        post("/console/audit", Map.of("from", "2099-01-01T00:00", "to", "")).hasStatus(302);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> page("/console/audit").body().contains("things do not add up"));
        String first = soFar();
        await().atMost(Duration.ofSeconds(20)).until(() -> !soFar().equals(first));
        post("/console/audit", Map.of("from", "2098-01-01T00:00", "to", "")).hasStatus(302);
        String stillThatOne = page("/console/audit").body();
        post("/console/audit/stop", Map.of()).hasStatus(302);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> page("/console/audit").body().contains("It was stopped; of what it had seen "));

        assertThat(first).contains("up to those of 21");
        assertThat(stillThatOne)
                .contains("id=\"running\"", "2099-01-01 00:00:00")
                .doesNotContain("name=\"from\"");
        assertThat(page("/console/audit").body())
                .contains("ORDER_WITHOUT_SAGA", "Looked at", "name=\"from\"")
                .doesNotContain("id=\"running\"", "/console/sagas/");
    }

    @Test
    void a_time_that_ends_before_it_begins_is_refused_with_the_reason() {
        post("/console/audit", Map.of("from", "2099-01-02T00:00", "to", "2099-01-01T00:00"))
                .hasStatus(302);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> page("/console/audit")
                        .body()
                        .contains("Nothing was done: created_before must be later than created_after."));
        orchestrator
                .get("/audit?created_after=2099-01-02T00:00:00Z&created_before=2099-01-01T00:00:00Z")
                .isInvalid("created_before");
    }

    private String soFar() {
        return found("id=\"so-far\">([^<]+)<", page("/console/audit").body()).getFirst();
    }
}
