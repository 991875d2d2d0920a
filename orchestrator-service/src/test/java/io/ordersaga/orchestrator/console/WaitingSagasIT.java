package io.ordersaga.orchestrator.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordersaga.messages.Done;
import io.ordersaga.messages.Failure;
import io.ordersaga.messages.order.OrderEvent.OrderCreated;
import io.ordersaga.testing.rest.Answer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What many sagas wait for, why many failed, and what is done for all of them at once. */
class WaitingSagasIT extends OpenConsole {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Map<String, String> ADA = Map.of("who", "Ada", "reason", "the broker is new");

    @Test
    void the_overview_leads_from_what_sagas_wait_for_to_exactly_these() {
        UUID atOrders = sagaOf(place(96_001, 1, 1));
        Answer placed = place(96_001, 2, 3);
        UUID atProducts = sagaOf(placed);
        answer(atProducts, "order", "create_order", new OrderCreated(atProducts, orderOf(placed), 96_001, 2, 3));
        EXCHANGE.hears("saga." + atProducts + ".command.product.check_stock");

        assertThat(ofOwner(96_001, "waits-order.create_order-none"))
                .contains(atOrders.toString(), "1 saga.")
                .doesNotContain(atProducts.toString());
        assertThat(ofOwner(96_001, "waits-product.check_stock-none"))
                .contains(atProducts.toString(), "1 saga.")
                .doesNotContain(atOrders.toString());
    }

    @Test
    void what_undoes_is_told_from_what_does_and_what_was_refused_from_what_was_not() {
        UUID silent = undone(place(96_002, 2, 3), "PRODUCT_NOT_FOUND");
        UUID refused = undone(place(96_002, 2, 3), "PRODUCT_NOT_FOUND");
        answer(refused, "order", "update_status", new Failure(refused, refused, "ORDER_LOCKED", "for now \0"));

        assertThat(ofOwner(96_002, "waits-undo:order.update_status-ORDER_LOCKED"))
                .contains(refused.toString(), "1 saga.")
                .doesNotContain(silent.toString());
        assertThat(ofOwner(96_002, "waits-undo:order.update_status-none"))
                .contains(silent.toString())
                .doesNotContain(refused.toString());
        assertThat(page("/console/sagas?refused=ORDER_LOCKED").body())
                .contains(refused.toString())
                .doesNotContain(silent.toString());
        assertThat(page("/console/sagas?waits=order.update_status&owner=96002").body())
                .contains("There are no such sagas.");
    }

    /** The page behind the overview's link, once it is there, of these alone. */
    private String ofOwner(long owner, String link) {
        String list = await().atMost(PATIENCE)
                .until(() -> link(link, page("/").body()), Optional::isPresent)
                .orElseThrow();
        assertThat(page(list).body()).contains("id=\"saga-");
        return page(list + "&owner=" + owner).body();
    }

    private UUID undone(Answer placed, String code) {
        UUID saga = sagaOf(placed);
        answer(saga, "order", "create_order", new OrderCreated(saga, orderOf(placed), 96_002, 2, 3));
        answer(saga, "product", "check_stock", new Failure(saga, orderOf(placed), code, "no"));
        EXCHANGE.hears("saga." + saga + ".command.order.update_status");
        return saga;
    }

    @Test
    void an_ending_of_the_overview_leads_to_the_sagas_that_ended_so() {
        UUID other = undone(place(96_003, 2, 3), "PRODUCT_NOT_FOUND");
        UUID failed = undone(place(96_003, 2, 3), "STOCK_ON_FIRE");
        say(failed, "order", "update_status", new Done(failed, failed));

        String list = await().atMost(PATIENCE)
                .until(() -> link("ending-FAILED-STOCK_ON_FIRE", page("/").body()), Optional::isPresent)
                .orElseThrow();

        assertThat(page(list).body()).contains(failed.toString(), "1 saga.").doesNotContain(other.toString());
        assertThat(page("/console/sagas?code=STOCK_ON_FIRE").body()).contains(failed.toString());
        assertThat(page("/console/sagas?code=STOCK_ON_FIRE&waits=user.check_balance")
                        .body())
                .contains("There are no such sagas.");
        assertThat(page("/console/sagas?code=&waits=&refused=").body()).contains(failed.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"waits=nonsense", "waits=user.explode", "waits=undo:user.check_balance", "code=%00"})
    void what_no_saga_can_wait_for_or_fail_with_is_told_on_a_page(String query) {
        assertThat(orchestrator.get("/console/sagas?" + query).hasStatus(400).body())
                .contains("Nothing was done: " + query.substring(0, query.indexOf('=')) + " cannot be");
    }

    @Test
    void every_step_and_every_compensation_of_the_order_saga_is_offered() {
        assertThat(found(
                        "<option value=\"([^\"]+\\.[^\"]+)\"",
                        page("/console/sagas?waits=user.check_balance").body()))
                .containsExactly(
                        "order.create_order",
                        "product.check_stock",
                        "user.check_balance",
                        "user.update_balance",
                        "product.update_stock",
                        "order.update_status",
                        "undo:order.update_status",
                        "undo:user.refund_balance",
                        "undo:product.restore_stock");
    }

    @Test
    void every_unanswered_command_is_sent_again_with_a_reason_and_the_overview_says_so() {
        UUID saga = sagaOf(place(96_004, 1, 1));
        await().atMost(PATIENCE).until(() -> link("retry-all", page("/").body()).isPresent());
        assertThat(page("/console/sagas/retry").body()).contains("for an answer.", "It is harmless");

        Answer done = post("/console/sagas/retry", ADA).hasStatus(302);

        assertThat(done.header("Location").orElseThrow()).endsWith("/");
        assertThat(pageAfter(done, "/").body())
                .containsPattern("[1-9][0-9]* sagas? will send the unanswered command again, within a minute\\.");
        assertThat(done.header("Set-Cookie").orElseThrow()).startsWith(OperatorCookie.NAME + "=Ada");
        assertThat(page("/console/sagas/" + saga).body()).contains("RETRY_ALL by Ada", "the broker is new");
    }

    @Test
    void nothing_is_sent_again_without_a_reason_or_for_another_sites_page() {
        UUID saga = sagaOf(place(96_005, 1, 1));

        assertThat(post("/console/sagas/retry", Map.of("who", "Ada", "reason", " "))
                        .hasStatus(422)
                        .body())
                .contains("value=\"Ada\"", "say reason", "Send every unanswered command again");
        assertThat(post("/console/sagas/retry", Map.of("who", " ", "reason", "the broker is new"))
                        .hasStatus(422)
                        .body())
                .contains(">the broker is new</textarea>", "say who");
        post("/console/sagas/retry", Map.of("who", "Ada")).hasStatus(400);
        post("/console/sagas/retry", ADA, "Sec-Fetch-Site", "cross-site").hasStatus(403);

        assertThat(page("/console/sagas/" + saga).body()).doesNotContain("RETRY_ALL");
    }
}
