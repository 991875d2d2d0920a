package io.ordersaga.orchestrator.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.testing.rest.Answer;
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
    @ValueSource(strings = {"/console/users", "/console/products", "/console/orders", "/console/audit/report"})
    void a_page_names_the_service_that_it_needs(String path) {
        assertThat(orchestrator.get(path).hasStatus(503).body()).contains("-service", "<h1>");
    }

    @Test
    void an_order_is_placed_and_its_saga_opens() {
        Answer placed = post("/console/orders", Map.of("ownerId", "1", "productId", "2", "quantity", "3"));

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
    void a_saga_that_is_marked_as_resolved_by_hand_goes_on_and_no_longer_calls_for_attention() {
        UUID saga = sagaOf(place(1, 1, 1));
        String address = "/console/sagas/" + saga + "/resolve";
        assertThat(page("/console/sagas/" + saga).body()).contains("Needs attention.", address);

        String form = page(address).body();
        post(address, Map.of("who", "Ada", "reason", "told the customer", "seen", seen(form)))
                .hasStatus(302);

        assertThat(form).contains("Nothing. The saga goes on as it would");
        assertThat(page("/console/sagas/" + saga).body())
                .contains("marked as resolved by hand", "told the customer", "It waits for order-service")
                .doesNotContain(address);
        assertThat(page("/console/sagas?attention=true").body()).contains("resolved by hand");
    }
}
