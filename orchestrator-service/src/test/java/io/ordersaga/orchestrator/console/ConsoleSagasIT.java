package io.ordersaga.orchestrator.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordersaga.messages.Done;
import io.ordersaga.messages.Failure;
import io.ordersaga.messages.order.OrderEvent.OrderCreated;
import io.ordersaga.messages.product.ProductEvent.StockChecked;
import io.ordersaga.testing.rest.Answer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;

/** The pages that tell what became of the orders, and what people did about it. No command is sent again by itself. */
@TestPropertySource(properties = {"order-saga.saga.step-timeout=1h", "order-saga.saga.longest-retry=1h"})
class ConsoleSagasIT extends OpenConsole {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void the_overview_shows_what_is_in_flight_and_every_queue_and_service() {
        place(1, 1, 1);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(page("/").body())
                        .contains("in flight", "need attention", "orchestrator-service.events", "saga.dead-letters")
                        .contains("user-service", "product-service", "STARTED"));
    }

    @Test
    void every_page_lets_a_browser_run_only_what_comes_from_here() {
        Answer overview = page("/");

        assertThat(overview.header("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("default-src 'none'", "script-src 'self'")
                        .doesNotContain("unsafe"));
        assertThat(overview.body()).doesNotContain("onclick", "<style", "style=\"", "javascript:", "https://");
        for (String asset : assetsOf(overview.body())) {
            orchestrator.get(asset).hasStatus(200);
        }
    }

    private static Iterable<String> assetsOf(String html) {
        return Pattern.compile("(?:src|href)=\"(/(?:webjars|console)/[^\"]+\\.(?:js|css|svg))\"")
                .matcher(html)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void a_waiting_saga_says_for_whom_it_waits_and_what_happens_next() {
        Answer placed = place(1, 1, 1);

        String page = page("/console/sagas/" + sagaOf(placed)).body();

        assertThat(page)
                .contains("It waits for order-service to answer create_order", "this is the 1st try")
                .contains("from the 8th on it needs attention", "sent again at", "UTC, in ")
                .contains("Unless update_stock has succeeded by then, the order is undone at", "<title>STARTED · Saga ")
                .contains(placed.json().path("order_id").asString())
                .contains(placed.json().path("trace_id").asString());
    }

    @Test
    void the_diagram_shows_commands_answers_refusals_and_late_answers() {
        Answer placed = place(1, 2, 3);
        UUID saga = sagaOf(placed);
        UUID order = orderOf(placed);
        answer(saga, "order", "create_order", new OrderCreated(saga, order, 1, 2, 3));
        answer(saga, "product", "check_stock", new StockChecked(saga, order, new BigDecimal("1.50")));
        answer(
                saga,
                "user",
                "check_balance",
                new Failure(saga, order, "INSUFFICIENT_BALANCE", "<script>alert(1)</script>"));
        answer(saga, "order", "update_status", new Done(saga, order));
        say(saga, "user", "update_balance", new Done(saga, order));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(page("/console/sagas/" + saga).body())
                        .contains(
                                "class=\"failure\"", "class=\"undo\"", "class=\"late\"", "user.update_balance.success")
                        .contains("&lt;script&gt;alert(1)")
                        .doesNotContain("<script>alert"));
    }

    @Test
    void each_step_that_was_sent_shows_its_commands_body() {
        Answer placed = place(4_711, 4_712, 3);
        UUID saga = sagaOf(placed);

        String html = page("/console/sagas/" + saga).body();

        assertThat(found("<details id=\"(command-[0-9]+)\"", html)).containsExactly("command-1");
        assertThat(html)
                .contains(
                        "saga." + saga + ".command.order.create_order",
                        "&quot;product_id&quot;:4712",
                        "&quot;order_id&quot;:&quot;" + orderOf(placed));
    }

    @Test
    void sagas_are_filtered_paged_and_found_by_either_id() {
        Answer placed = null;
        for (int i = 0; i < 51; i++) {
            placed = place(78_501, 77_002, 1);
        }
        UUID newest = sagaOf(placed);

        String list = page("/console/sagas?owner=78501&status=STARTED").body();
        String older = Pattern.compile("rel=\"next\" href=\"[^\"]*(/console/sagas[^\"]+)\"")
                .matcher(list)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1)
                .replace("&amp;", "&");

        assertThat(list).contains(newest.toString(), "51 sagas.");
        assertThat(page(older).body()).doesNotContain(newest.toString()).contains(">78501<", "51 sagas.");
        assertThat(page("/console/sagas?owner=78501&status=COMPLETED").body()).contains("There are no such sagas.");
        assertThat(page("/console/sagas?owner=78501&from=2020-01-01T00:00&to=2020-01-02T00:00")
                        .body())
                .contains("There are no such sagas.");
        for (Object id : new Object[] {newest, orderOf(placed)}) {
            assertThat(orchestrator.get("/console/find?id=" + id).hasStatus(302).header("Location"))
                    .hasValueSatisfying(where -> assertThat(where).endsWith("/console/sagas/" + newest));
        }
    }

    @Test
    void what_cannot_be_found_is_told_on_a_page() {
        assertThat(orchestrator
                        .get("/console/sagas/" + UUID.randomUUID())
                        .hasStatus(404)
                        .body())
                .contains("<h1>", "There is no saga");
        assertThat(orchestrator.get("/console/sagas/nonsense").hasStatus(400).body())
                .contains("Nothing was done: sagaId cannot be &#39;nonsense&#39;.");
        assertThat(orchestrator.get("/console/find?id=nonsense").hasStatus(422).body())
                .contains("That is not the id of a saga or an order.");
        assertThat(orchestrator
                        .get("/console/sagas?owner=nonsense")
                        .hasStatus(400)
                        .body())
                .contains("<h1>");
        assertThat(orchestrator
                        .get("/console/sagas/" + sagaOf(place(1, 1, 1)) + "/explode")
                        .hasStatus(404)
                        .body())
                .contains("<h1>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/console/nonsense", "/console/orders/nonsense", "/console/users/1/ledger/nonsense"})
    void a_page_that_there_is_not_is_told_on_a_page_with_a_way_back(String path) {
        Answer answer = orchestrator.get(path, "Accept", "text/html,*/*;q=0.8").hasStatus(404);

        assertThat(answer.header("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(answer.body()).contains("Nothing is shown at " + path, "<h1>This is not here", "href=\"/\"");
    }

    @Test
    void the_consoles_own_address_leads_to_the_overview_and_what_is_no_page_is_no_page() {
        assertThat(orchestrator.get("/console").hasStatus(302).header("Location"))
                .hasValueSatisfying(where -> assertThat(where).endsWith("/"));
        orchestrator.get("/console/nonsense.css", "Accept", "text/html").isProblem(404, "not-found");
    }

    @Test
    void an_ending_on_the_overview_leads_to_the_sagas_that_were_counted() {
        Answer placed = place(78_601, 2, 3);
        UUID saga = sagaOf(placed);
        answer(saga, "order", "create_order", new OrderCreated(saga, orderOf(placed), 78_601, 2, 3));
        answer(saga, "product", "check_stock", new Failure(saga, orderOf(placed), "PRODUCT_NOT_FOUND", "no"));
        answer(saga, "order", "update_status", new Done(saga, orderOf(placed)));

        String address = await().atMost(PATIENCE)
                .until(() -> link("ending-FAILED-PRODUCT_NOT_FOUND", page("/").body()), Optional::isPresent)
                .orElseThrow();

        assertThat(address).contains("status=FAILED", "code=PRODUCT_NOT_FOUND", "from=20");
        assertThat(page(address + "&owner=78601").body()).contains(saga.toString(), "<details class=\"more\" open");
        assertThat(page("/console/sagas?code=product_not_found&owner=78601").body())
                .contains(saga.toString());
    }

    @Test
    void a_cancellation_is_shown_beforehand_done_and_remembered_with_its_reason() {
        Answer placed = place(1, 2, 3);
        UUID saga = sagaOf(placed);
        UUID order = orderOf(placed);
        answer(saga, "order", "create_order", new OrderCreated(saga, order, 1, 2, 3));
        EXCHANGE.hears("saga." + saga + ".command.product.check_stock");

        String form = page("/console/sagas/" + saga + "/cancel").body();
        assertThat(form).contains("saga." + saga + ".command.order.update_status", "CANCELLED");
        Answer done = post(
                "/console/sagas/" + saga + "/cancel",
                Map.of("who", "Ada <b>", "reason", "ordered twice", "seen", seen(form)));

        assertThat(done.status()).isEqualTo(302);
        assertThat(done.header("Set-Cookie"))
                .hasValueSatisfying(cookie -> assertThat(cookie)
                        .startsWith(OperatorCookie.NAME + "=Ada")
                        .contains("HttpOnly", "SameSite=Strict"));
        EXCHANGE.hears("saga." + saga + ".command.order.update_status");
        assertThat(pageAfter(done, "/console/sagas/" + saga).body())
                .contains("Cancelled: update_status goes out, and what was done is undone.")
                .contains("Done by hand", "CANCEL by Ada", "Ada &lt;b&gt;", "ordered twice", "COMPENSATING");
    }

    @Test
    void a_retry_sends_the_command_again() {
        UUID saga = sagaOf(place(1, 1, 1));
        String form = page("/console/sagas/" + saga + "/retry").body();

        Answer done = post(
                        "/console/sagas/" + saga + "/retry",
                        Map.of("who", "Ada", "reason", "why not", "seen", seen(form)))
                .hasStatus(302);

        EXCHANGE.hears("saga." + saga + ".command.order.create_order", 2);
        assertThat(pageAfter(done, "/console/sagas/" + saga).body())
                .contains("RETRY", "why not", ">Retry sent: create_order goes out again.<");
    }

    @Test
    void that_an_action_succeeded_is_told_by_the_page_that_a_person_sees_next_and_by_no_other() {
        String notice = NoticeCookie.NAME + "=RETRIED:%3Cb%3E";
        String told = "Retry sent: &lt;b&gt; goes out again.";

        assertThat(orchestrator.get("/", "Cookie", notice, "HX-Request", "true"))
                .satisfies(renewed -> assertThat(renewed.body()).doesNotContain("Retry sent"))
                .satisfies(renewed -> assertThat(renewed.header("Set-Cookie")).isEmpty());
        assertThat(orchestrator.get("/console/find?id=" + sagaOf(place(1, 1, 1)), "Cookie", notice))
                .satisfies(redirected -> assertThat(redirected.hasStatus(302).header("Set-Cookie"))
                        .isEmpty());
        assertThat(orchestrator.get("/", "Cookie", notice))
                .satisfies(seen -> assertThat(seen.body()).contains(told))
                .satisfies(seen -> assertThat(seen.header("Set-Cookie").orElseThrow())
                        .startsWith(NoticeCookie.NAME + "=;")
                        .contains("Max-Age=0"));
    }

    @Test
    void nothing_is_done_without_a_reason_or_when_the_saga_has_moved_since_or_when_it_may_not() {
        Answer placed = place(1, 2, 3);
        UUID saga = sagaOf(placed);
        String form = page("/console/sagas/" + saga + "/retry").body();
        String address = "/console/sagas/" + saga + "/retry";

        post(address, Map.of("who", "Ada", "reason", " ", "seen", seen(form))).hasStatus(422);
        answer(saga, "order", "create_order", new OrderCreated(saga, orderOf(placed), 1, 2, 3));
        EXCHANGE.hears("saga." + saga + ".command.product.check_stock");
        assertThat(post(address, Map.of("who", "Ada", "reason", "slow", "seen", seen(form)))
                        .hasStatus(409)
                        .body())
                .contains("the saga has moved since you looked");

        answer(saga, "product", "check_stock", new Failure(saga, orderOf(placed), "PRODUCT_NOT_FOUND", "no"));
        answer(saga, "order", "update_status", new Done(saga, orderOf(placed)));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(page(address).body())
                        .contains("This cannot be done", "It is FAILED and waits for no answer."));
        assertThat(page("/console/sagas/" + saga).body()).doesNotContain("Done by hand");
    }

    @Test
    void a_form_that_is_refused_is_shown_again_as_it_was_filled_in_with_what_would_be_sent_now() {
        Answer placed = place(1, 2, 3);
        UUID saga = sagaOf(placed);
        String address = "/console/sagas/" + saga + "/retry";
        String old = seen(page(address).body());
        answer(saga, "order", "create_order", new OrderCreated(saga, orderOf(placed), 1, 2, 3));
        EXCHANGE.hears("saga." + saga + ".command.product.check_stock");

        String moved = post(address, Map.of("who", "Ada", "reason", "too slow", "seen", old))
                .hasStatus(409)
                .body();
        String unsaid = post(address, Map.of("who", " ", "reason", "too slow", "seen", seen(moved)))
                .hasStatus(422)
                .body();

        assertThat(moved)
                .contains("value=\"Ada\"", ">too slow</textarea>", "the saga has moved since you looked")
                .contains(".command.product.check_stock");
        assertThat(unsaid).contains(">too slow</textarea>", "say who");
        post(address, Map.of("who", "Ada", "reason", "too slow", "seen", seen(unsaid)))
                .hasStatus(302);
    }

    @Test
    void a_sagas_page_is_asked_for_every_few_seconds_only_until_the_saga_has_ended() {
        Answer placed = place(1, 1, 1);
        UUID saga = sagaOf(placed);
        String page = "/console/sagas/" + saga;
        assertThat(found("(?s)<div id=\"live\"[^>]*>(.*)", page(page).body()).getFirst())
                .contains("data-every=\"5000\"");

        answer(saga, "order", "create_order", new OrderCreated(saga, orderOf(placed), 1, 1, 1));
        answer(saga, "product", "check_stock", new Failure(saga, orderOf(placed), "PRODUCT_NOT_FOUND", "no"));
        answer(saga, "order", "update_status", new Done(saga, orderOf(placed)));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(page(page).body())
                        .contains("PRODUCT_NOT_FOUND", "class=\"status FAILED\"")
                        .doesNotContain("data-every"));
    }

    @Test
    void a_page_of_another_site_changes_nothing() {
        UUID saga = sagaOf(place(1, 1, 1));
        String seen = seen(page("/console/sagas/" + saga + "/cancel").body());
        String address = "/console/sagas/" + saga + "/cancel";
        Map<String, String> form = Map.of("who", "Eve", "reason", "evil", "seen", seen);

        post(address, form, "Sec-Fetch-Site", "cross-site").hasStatus(403);
        post(address, form, "Sec-Fetch-Site", "same-site").hasStatus(403);
        post(address, form, "Origin", "https://evil.example").hasStatus(403);
        post(address, form, "Origin", "null").hasStatus(403);
        orchestrator
                .send("POST", "/sagas/" + saga + "/cancel", "", "Sec-Fetch-Site", "cross-site")
                .isProblem(403, "cross-site-request");
        assertThat(page("/console/sagas/" + saga).body()).contains("STARTED").doesNotContain("Eve");
        post(address, form, "Sec-Fetch-Site", "same-origin").hasStatus(302);
    }
}
