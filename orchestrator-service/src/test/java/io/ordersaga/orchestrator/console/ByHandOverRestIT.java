package io.ordersaga.orchestrator.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordersaga.messages.Done;
import io.ordersaga.messages.order.OrderEvent.OrderCreated;
import io.ordersaga.testing.rest.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What programs do by hand over REST stands in the order's story, as what people do in the console. */
class ByHandOverRestIT extends OpenConsole {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @LocalServerPort
    int door;

    @Test
    void a_cancellation_is_remembered_with_who_and_why_and_what_was_sent() {
        Answer placed = place(1, 2, 3);
        UUID saga = sagaOf(placed);
        answer(saga, "order", "create_order", new OrderCreated(saga, orderOf(placed), 1, 2, 3));
        EXCHANGE.hears("saga." + saga + ".command.product.check_stock");

        send("POST", "/sagas/" + saga + "/cancel", "X-Operator", "Ada", "X-Reason", "ordered twice")
                .hasStatus(202);

        assertThat(story(saga))
                .contains("CANCEL by Ada", "ordered twice")
                .contains("saga." + saga + ".command.order.update_status {");
    }

    @Test
    void a39_of_two_who_cancel_the_same_order_both_are_told_of() {
        UUID saga = sagaOf(place(1, 2, 3));

        send("POST", "/sagas/" + saga + "/cancel", "X-Operator", "Ada", "X-Reason", "ordered twice")
                .hasStatus(202);
        send("POST", "/sagas/" + saga + "/cancel", "X-Operator", "Bob", "X-Reason", "the customer called")
                .hasStatus(202);

        assertThat(story(saga)).contains("CANCEL by Ada", "ordered twice", "CANCEL by Bob", "the customer called");
    }

    @Test
    void whoever_says_neither_who_nor_why_is_somebody_over_rest() {
        UUID saga = sagaOf(place(1, 1, 1));

        send("POST", "/sagas/" + saga + "/retry").hasStatus(202);

        assertThat(story(saga)).contains("RETRY by somebody over REST").doesNotContain("<q>");
    }

    /** As curl sends it; the client of the other tests knows ASCII alone. */
    @Test
    void a_reason_may_be_in_any_language() throws IOException {
        UUID saga = sagaOf(place(1, 1, 1));

        try (Socket socket = new Socket("localhost", door)) {
            socket.getOutputStream()
                    .write(("POST /sagas/" + saga
                                    + "/retry HTTP/1.1\r\nHost: localhost\r\nX-Reason: bestellt für 日本\r\n"
                                    + "Content-Length: 0\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            assertThat(readAll(socket.getInputStream())).startsWith("HTTP/1.1 202");
        }

        assertThat(story(saga)).contains("bestellt für 日本");
    }

    @Test
    void whoever_has_everything_sent_again_stands_in_the_story_of_each_order_that_was_under_way() {
        UUID before = sagaOf(place(1, 1, 1));
        UUID ended = ended();

        send("POST", "/sagas/retry", "X-Operator", "Ada", "X-Reason", "the broker is new")
                .hasStatus(202);
        UUID after = sagaOf(place(1, 1, 1));

        assertThat(story(before)).contains("RETRY_ALL by Ada", "the broker is new");
        assertThat(story(ended)).doesNotContain("RETRY_ALL");
        assertThat(story(after)).doesNotContain("RETRY_ALL");
    }

    @Test
    void a_name_or_a_reason_that_is_too_long_is_refused_and_nothing_is_done() {
        UUID saga = sagaOf(place(1, 1, 1));

        send("POST", "/sagas/" + saga + "/cancel", "X-Operator", "x".repeat(101))
                .isInvalid("X-Operator");
        send("POST", "/sagas/" + saga + "/retry", "X-Reason", "x".repeat(1_001)).isInvalid("X-Reason");

        assertThat(story(saga)).contains("STARTED").doesNotContain("Done by hand");
    }

    @Test
    void letters_that_are_sent_again_or_thrown_away_are_remembered_whatever_is_in_them() {
        UUID saga = sagaOf(place(1, 1, 1));
        EXCHANGE.send("saga." + saga + ".event.order.create_order.success", UUID.randomUUID(), "no \0 JSON");
        String letter = await().atMost(PATIENCE)
                .until(
                        () -> found(
                                "\"id\":\"([^\"]+)\",\"saga_id\":\"" + saga,
                                orchestrator.get("/dead-letters").body()),
                        ids -> !ids.isEmpty())
                .getFirst();

        send("POST", "/dead-letters/" + letter + "/redeliver", "X-Operator", "Ada", "X-Reason", "it was mended")
                .hasStatus(202);
        send("DELETE", "/dead-letters/" + letter, "X-Reason", "it was not").hasStatus(204);
        send("DELETE", "/dead-letters/" + letter, "X-Reason", "once more").isProblem(404, "dead-letter-not-found");

        assertThat(story(saga))
                .contains("REDELIVER by Ada", "it was mended", "DISCARD by somebody over REST", "it was not")
                .doesNotContain("once more");
    }

    @Test
    void the_pages_of_the_api_tell_of_both_headers() {
        String api = orchestrator.get("/v3/api-docs").hasStatus(200).body();

        assertThat(found("\"name\":\"(X-Operator)\"", api)).hasSize(5);
        assertThat(found("\"name\":\"(X-Reason)\"", api)).hasSize(5);
    }

    private UUID ended() {
        Answer placed = place(1, 1, 1);
        UUID saga = sagaOf(placed);
        answer(saga, "order", "create_order", new OrderCreated(saga, orderOf(placed), 1, 1, 1));
        EXCHANGE.hears("saga." + saga + ".command.product.check_stock");
        send("POST", "/sagas/" + saga + "/cancel").hasStatus(202);
        answer(saga, "order", "update_status", new Done(saga, orderOf(placed)));
        await().atMost(PATIENCE).until(() -> story(saga).contains("FAILED"));
        return saga;
    }

    private Answer send(String method, String path, String... headers) {
        return orchestrator.send(method, path, "", headers);
    }

    private String story(UUID saga) {
        return page("/console/sagas/" + saga).body();
    }

    private static String readAll(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
}
