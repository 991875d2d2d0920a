package io.ordersaga.orchestrator.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordersaga.messages.order.OrderEvent.OrderCreated;
import io.ordersaga.testing.rest.Answer;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;

/** What needs another service says which one does not answer; an order can be placed all the same. */
@TestPropertySource(
        properties = {
            "order-saga.services.user=http://localhost:1",
            "order-saga.services.product=http://localhost:1",
            "order-saga.services.order=http://localhost:1",
            "order-saga.saga.attention-after=1"
        })
class ConsoleWithoutServicesIT extends OpenConsole {

    @ParameterizedTest
    @ValueSource(strings = {"/console/users", "/console/products"})
    void a_page_names_the_service_that_it_needs(String path) {
        assertThat(orchestrator.get(path).hasStatus(503).body()).contains("-service", "<h1>");
    }

    @Test
    void the_overview_says_first_which_services_are_away_and_why_in_words() {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(page("/").body())
                        .containsSubsequence(
                                "id=\"trouble\"",
                                "id=\"trouble-order-service\" href=\"/#services\"",
                                "order-service is not well: it does not answer at http://localhost:1:"
                                        + " nothing accepts connections there",
                                "in flight")
                        .doesNotContain("Exception"));
    }

    @Test
    void a_sagas_page_says_whose_books_are_missing_and_what_to_do() {
        UUID saga = sagaOf(place(1, 1, 1));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(page("/console/sagas/" + saga).body())
                        .contains("The user-service does not answer: nothing accepts connections there. Start it"));
    }

    @Test
    void an_id_that_only_order_service_may_know_says_that_it_could_not_be_asked() {
        UUID unknown = UUID.randomUUID();

        assertThat(orchestrator
                        .get("/console/find?id=" + unknown)
                        .hasStatus(503)
                        .body())
                .contains("There is no saga and no order " + unknown + " here", "order-service does not answer");
    }

    @Test
    void an_audit_names_the_service_that_it_needs() {
        post("/console/audit", Map.of("from", "", "to", "")).hasStatus(302);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(page("/console/audit").body())
                        .contains("The audit needs the books of every service", "-service at http://localhost:1"));
    }

    @Test
    void an_order_is_placed_all_the_same_and_its_saga_opens() {
        assertThat(page("/console/orders").body()).contains("-service does not answer", "name=\"ownerId\"");
        Answer placed = post(
                "/console/orders",
                Map.of(
                        "ownerId",
                        "1",
                        "productId",
                        "2",
                        "quantity",
                        "3",
                        "key",
                        UUID.randomUUID().toString()));

        String saga = placed.hasStatus(302).header("Location").orElseThrow();
        assertThat(page(saga.substring(saga.indexOf("/console"))).body()).contains("It waits for order-service");
    }

    @Test
    void an_order_that_cannot_be_is_refused_with_the_field() {
        assertThat(post("/console/orders", Map.of("ownerId", "1", "productId", "2", "quantity", "0"))
                        .hasStatus(400)
                        .body())
                .contains("quantity must be greater than 0");
        assertThat(post("/console/orders", Map.of("ownerId", "1", "productId", "two", "quantity", "1"))
                        .hasStatus(400)
                        .body())
                .contains("productId cannot be");
        post("/console/orders/scenarios/nonsense", Map.of("x", "y")).hasStatus(404);
    }

    @Test
    void a_saga_that_is_marked_as_resolved_by_hand_needs_no_attention_until_another_command_is_in_trouble() {
        Answer placed = place(88_001, 1, 1);
        UUID saga = sagaOf(placed);
        String address = "/console/sagas/" + saga + "/resolve";
        assertThat(page("/console/sagas/" + saga).body()).contains("Needs attention.", address);
        assertThat(needingAttention()).contains(saga.toString());

        String form = page(address).body();
        post(address, Map.of("who", "Ada", "reason", "told the customer", "seen", seen(form)))
                .hasStatus(302);
        EXCHANGE.hears("saga." + saga + ".command.order.create_order", 2);

        assertThat(form).contains("Nothing. The saga goes on as it would");
        assertThat(page("/console/sagas/" + saga).body())
                .contains("RESOLVE by Ada", "told the customer", "It waits for order-service")
                .doesNotContain(address, "Needs attention.");
        assertThat(needingAttention()).doesNotContain(saga.toString());
        assertThat(page("/console/sagas?attention=true").body()).doesNotContain(saga.toString());
        post(address, Map.of("who", "Ada", "reason", "again", "seen", seen(form)))
                .hasStatus(409);

        answer(saga, "order", "create_order", new OrderCreated(saga, orderOf(placed), 88_001, 1, 1));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(page("/console/sagas/" + saga).body())
                        .contains("It waits for product-service", "Needs attention.", address));
        assertThat(needingAttention()).contains(saga.toString());
        post(address, Map.of("who", "Ada", "reason", "seen before", "seen", seen(form)))
                .hasStatus(409);
    }

    private String needingAttention() {
        return orchestrator.get("/sagas?needs_attention=true&limit=1000").body();
    }

    @Test
    void what_is_flagged_says_what_to_do_and_who_else_waits_for_it() {
        UUID saga = sagaOf(place(1, 1, 1));
        place(1, 1, 1);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(page("/console/sagas/" + saga).body())
                        .containsPattern("other sagas? waits? for the same")
                        .doesNotContain("Nothing needs to be done yet"));
    }
}
