package io.ordersaga.orchestrator.console;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.ordersaga.orchestrator.audit.ServicesProperties;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a person is told of a service that does not answer depends on whether it may have done what it was asked. */
class NeighbourTest {

    private static final Map<String, Integer> DEPOSIT = Map.of("amount", 100);
    private static final String AGAIN = "Start it, and try again.";
    private static final String SEND_AGAIN =
            "It may have been done all the same: reload this page to send it again, which counts once.";
    private static final String LOOK = "It may have been done all the same: look before you try again.";

    @Test
    void a_change_that_is_not_answered_may_have_been_made() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
            Neighbour user = user(silent.getLocalPort());

            assertThatThrownBy(() -> user.post(String.class, DEPOSIT, "/users/1/deposit"))
                    .hasMessageContaining("user-service does not answer: it was asked and did not answer in time.")
                    .hasMessageContaining(LOOK);
            assertThatThrownBy(() -> user.get(String.class, "/users/1")).hasMessageContaining(AGAIN);
        }
    }

    @Test
    void a_change_with_a_key_may_be_sent_again_without_a_look() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
            Neighbour user = user(silent.getLocalPort());

            assertThatThrownBy(() -> user.postOnce(String.class, DEPOSIT, "7d1f", "/users/1/deposit"))
                    .hasMessageContaining("user-service does not answer")
                    .hasMessageContaining(SEND_AGAIN);
        }
    }

    @Test
    void a_change_that_never_arrived_was_not_made() {
        assertThatThrownBy(() -> user(1).post(String.class, DEPOSIT, "/users/1/deposit"))
                .hasMessageContaining("user-service does not answer: nothing accepts connections there.")
                .hasMessageContaining(AGAIN);
        assertThatThrownBy(() -> user(1).postOnce(String.class, DEPOSIT, "7d1f", "/users/1/deposit"))
                .hasMessageContaining(AGAIN);
    }

    @Test
    void an_address_that_no_host_has_is_told_as_that() {
        URI nowhere = URI.create("http://no-such-host.invalid:8000");

        assertThatThrownBy(() -> at(nowhere).get(String.class, "/users/1"))
                .hasMessageContaining("user-service does not answer: there is no such host.")
                .hasMessageNotContaining("Exception:");
    }

    @Test
    void something_else_that_answers_in_its_place_is_told_as_that() throws IOException {
        HttpServer stranger = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stranger.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("hi".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        stranger.start();
        try {
            assertThatThrownBy(() -> user(stranger.getAddress().getPort()).get(Map.class, "/users/1"))
                    .hasMessageContaining("user-service does not answer: what answers there cannot be understood.");
        } finally {
            stranger.stop(0);
        }
    }

    private static Neighbour user(int port) {
        return at(URI.create("http://localhost:" + port));
    }

    private static Neighbour at(URI url) {
        ServicesProperties services =
                new ServicesProperties(url, url, url, Duration.ofSeconds(2), Duration.ofSeconds(2));
        return new Neighbour("user-service", url, services.client(url, Duration.ofMillis(300)));
    }
}
