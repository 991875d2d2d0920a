package io.ordersaga.orchestrator.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordersaga.messages.order.OrderEvent.OrderCreated;
import io.ordersaga.orchestrator.RunningOrchestrator;
import io.ordersaga.testing.rest.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Pages that are open hear of changes at once, and cost nothing when they are closed. */
class LivePagesIT extends RunningOrchestrator {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @LocalServerPort
    int door;

    @Autowired
    LiveChanges changes;

    @Autowired
    JdbcClient jdbc;

    @Test
    void a_page_hears_within_a_second_that_its_saga_moved_and_of_no_other() throws Exception {
        Answer placed = place(1, 1, 1);
        UUID saga = sagaOf(placed);
        try (Listener listener = new Listener("/console/live/" + saga);
                Listener stranger = new Listener("/console/live/" + UUID.randomUUID())) {
            isQuiet(listener, stranger);
            int before = listener.heard();
            int strangers = stranger.heard();

            answer(
                    saga,
                    "order",
                    "create_order",
                    new OrderCreated(
                            saga, UUID.fromString(placed.json().path("order_id").asString()), 1, 1, 1));
            EXCHANGE.hears("saga." + saga + ".command.product.check_stock");

            await().atMost(Duration.ofSeconds(1)).until(() -> listener.heard() > before);
            everyPageIsLookedAfter();
            assertThat(stranger.heard()).isEqualTo(strangers);
        }
    }

    @Test
    void the_list_hears_of_a_new_saga() throws Exception {
        try (Listener listener = new Listener("/console/live")) {
            isQuiet(listener);
            int before = listener.heard();

            place(1, 1, 1);

            await().atMost(Duration.ofSeconds(2)).until(() -> listener.heard() > before);
        }
    }

    @Test
    void a_list_hears_of_the_sagas_that_it_shows_however_many_newer_ones_there_are() throws Exception {
        Answer placed = place(1, 1, 1);
        UUID saga = sagaOf(placed);
        for (int newer = 0; newer < 100; newer++) {
            place(1, 1, 1);
        }
        EXCHANGE.hears("saga." + saga + ".command.order.create_order");
        try (Listener list = new Listener("/console/live?saga=" + saga)) {
            isQuiet(list);
            int before = list.heard();

            jdbc.sql("update saga set version = version + 1 where saga_id = ?")
                    .param(saga)
                    .update();

            await().atMost(Duration.ofSeconds(1)).until(() -> list.heard() > before);
        }
    }

    /** No saga moves by itself any more, as each does when its command is sent again, and the pages know the last that did. */
    private void isQuiet(Listener... pages) throws Exception {
        jdbc.sql("update saga set due_at = clock_timestamp() + interval '1 hour' where due_at is not null")
                .update();
        await().atMost(PATIENCE).until(() -> Arrays.stream(pages).allMatch(page -> page.heard() >= 1));
        everyPageIsLookedAfter();
        everyPageIsLookedAfter();
    }

    /** All pages are looked after together: when a new one is told how things are, the others are too, if they did not know. */
    private void everyPageIsLookedAfter() throws Exception {
        try (Listener fresh = new Listener("/console/live/" + UUID.randomUUID())) {
            await().atMost(PATIENCE).until(() -> fresh.heard() >= 1);
        }
    }

    @Test
    void a_list_hears_that_a_saga_needs_attention() throws Exception {
        Answer placed = place(1, 1, 1);
        for (int newer = 0; newer < 100; newer++) {
            place(1, 1, 1);
        }
        try (Listener list = new Listener("/console/live")) {
            isQuiet(list);
            int before = list.heard();

            jdbc.sql("update saga set needs_attention = true where saga_id = ?")
                    .param(sagaOf(placed))
                    .update();

            await().atMost(Duration.ofSeconds(1)).until(() -> list.heard() > before);
        }
    }

    @Test
    void a_page_of_dead_letters_hears_that_one_came_was_sent_again_and_is_gone() throws Exception {
        try (Listener letters = new Listener("/console/live/dead-letters")) {
            isQuiet(letters);
            UUID saga = UUID.randomUUID();

            hears(letters, () -> EXCHANGE.send("saga." + saga + ".event.x.y.success", UUID.randomUUID(), "{"));
            hears(
                    letters,
                    () -> jdbc.sql("update dead_letter set redelivered_at = clock_timestamp() where saga_id = ?")
                            .param(saga)
                            .update());
            hears(
                    letters,
                    () -> jdbc.sql("delete from dead_letter where saga_id = ?")
                            .param(saga)
                            .update());
        }
    }

    private static void hears(Listener listener, Runnable change) {
        int before = listener.heard();
        change.run();
        await().atMost(PATIENCE).until(() -> listener.heard() > before);
    }

    @Test
    void a_closed_page_is_forgotten() throws Exception {
        int open = changes.watchers();
        try (Listener listener = new Listener("/console/live/" + UUID.randomUUID())) {
            await().atMost(PATIENCE).until(() -> listener.heard() >= 1);
            assertThat(changes.watchers()).isGreaterThan(open);
        }
        await().atMost(Duration.ofSeconds(40)).until(() -> changes.watchers() <= open);
    }

    /** Counts the changes that a page is told of. */
    private final class Listener implements AutoCloseable {

        private final HttpClient client = HttpClient.newHttpClient();
        private final InputStream stream;
        private final AtomicInteger heard = new AtomicInteger();

        Listener(String path) throws Exception {
            stream = client.send(
                            HttpRequest.newBuilder(URI.create("http://localhost:" + door + path))
                                    .build(),
                            BodyHandlers.ofInputStream())
                    .body();
            Thread.ofVirtual().start(this::listen);
        }

        /** Until either side closes it. */
        private void listen() {
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("event:changed")) {
                        heard.incrementAndGet();
                    }
                }
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("closed");
            }
        }

        int heard() {
            return heard.get();
        }

        @Override
        public void close() {
            client.shutdownNow();
        }
    }
}
