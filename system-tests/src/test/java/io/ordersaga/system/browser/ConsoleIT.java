package io.ordersaga.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.ordersaga.local.service.ServiceName;
import io.ordersaga.local.service.ServiceProcess;
import io.ordersaga.system.RunningSystem;
import io.ordersaga.testing.SagaExchange;
import io.ordersaga.testing.TestInfrastructure;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The console as its users meet it: every page and every action, in a real browser on the whole system. */
class ConsoleIT extends InBrowser {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/console/sagas",
                "/console/orders",
                "/console/dead-letters",
                "/console/by-hand",
                "/console/products",
                "/console/users",
                "/console/audit"
            })
    void every_page_is_accessible_in_light_and_dark_and_fits_a_phone(String path) {
        system.order(system.user("100.00"), system.product("19.99", 10), 1);
        visit.open(path);

        isSound("page" + path.replace('/', '-'));
    }

    @ParameterizedTest
    @CsvSource({
        "success, COMPLETED, ''",
        "unknown-product, FAILED, PRODUCT_NOT_FOUND",
        "short-stock, FAILED, INSUFFICIENT_STOCK",
        "short-balance, FAILED, INSUFFICIENT_BALANCE",
        "sold-in-between, FAILED, INSUFFICIENT_STOCK",
        "cancel, FAILED, CANCELLED"
    })
    void one_click_plays_an_outcome_and_its_saga_moves_to_its_end(String scenario, String status, String code) {
        Page page = visit.open("/console/orders");

        page.locator("#" + scenario).click();

        page.waitForURL(Pattern.compile(".*/console/sagas/.*"));
        assertThat(page.locator("#status")).hasText(status);
        assertThat(page.locator("#live > .notice")).containsText(code);
        assertThat(page.locator("#steps")).containsText("create_order");
        assertThat(page.locator("#trails")).containsText("update_status");
        assertThat(page.locator("#try-it")).hasCount(0);
        isSound("saga-" + scenario);
    }

    @Test
    void a_newcomer_makes_a_user_a_product_and_an_order() {
        Page page = visit.open("/console/orders");
        page.locator("#new-user").getByLabel("Name").fill("Grace <Hopper>");
        page.locator("#new-user").getByLabel("E-mail").fill("grace@example.org");
        page.getByText("Create the user").click();
        assertThat(page.locator("#told")).containsText(Pattern.compile("User [0-9]+ is created"));
        page.locator("#new-product").getByLabel("Name").fill("Nanosecond");
        page.getByText("Create the product").click();
        assertThat(page.locator("#told")).containsText(Pattern.compile("Product [0-9]+ is created"));

        page.getByLabel("Pieces").fill("3");
        page.getByText("Place the order").click();

        assertThat(page.locator("#told")).hasText("The order is placed; this is its saga.");
        assertThat(page.locator("#status")).hasText("COMPLETED");
        page.locator(".facts").getByRole(AriaRole.LINK).first().click();
        assertThat(page.locator("h1")).hasText("Grace <Hopper>");
        assertThat(page.locator("#balance")).hasText("40.03");
        assertThat(page.locator("#ledger")).containsText("-59.97");
        page.getByLabel("Deposit").fill("9.97");
        page.locator("button:has-text('Deposit')").click();
        assertThat(page.locator("#balance")).hasText("50.00");
        assertThat(page.locator("#told")).hasText("Deposited 9.97.");
        isSound("balance");
    }

    @Test
    void a_product_is_restocked_and_its_ledger_says_so() {
        long product = system.product("19.99", 10);
        system.order(system.user("100.00"), product, 2);
        Page page = visit.open("/console/products/" + product);
        assertThat(page.locator("#stock")).hasText("8");

        page.getByLabel("Pieces").fill("5");
        page.locator("button:has-text('Restock')").click();

        assertThat(page.locator("#stock")).hasText("13");
        assertThat(page.locator("#told")).hasText("Restocked: 5 pieces more.");
        assertThat(page.locator("#ledger")).containsText("RESTOCK");
        isSound("stock");
    }

    @Test
    void a_long_ledger_begins_with_the_newest_entry_and_leads_to_the_oldest() {
        long product = system.product("19.99", 10);
        for (int pieces = 1; pieces <= 50; pieces++) {
            system.post(ServiceName.PRODUCT, "/products/" + product + "/restock", Map.of("quantity", pieces));
        }
        Page page = visit.open("/console/products/" + product);

        assertThat(page.locator("#ledger tbody tr").first()).containsText("51");
        assertThat(page.locator("#ledger tbody tr")).hasCount(50);
        page.getByText("Older entries").click();

        assertThat(page.locator("#ledger tbody tr")).hasCount(1);
        assertThat(page.locator("#ledger")).containsText("OPENING");
        visit.isFaultless();
    }

    @Test
    void what_cannot_be_done_is_told_on_a_page() {
        Page page = visit.open("/console/products/0");

        assertThat(page.locator("[role=alert]")).containsText("product-service refused");
        assertThat(visit.barriers()).isEmpty();
        visit.photograph("problem");
    }

    @Test
    void sagas_are_chosen_by_their_status_and_paged_to_the_older_ones() {
        long user = system.user("100.00");
        String first = null;
        for (int i = 0; i < 51; i++) {
            String saga = system.order(user, 999_999_999, 1).path("saga_id").asString();
            first = first == null ? saga : first;
        }
        Page page = visit.open("/console/sagas");
        page.getByLabel("Owner").fill(String.valueOf(user));
        page.locator("[name=status]").selectOption("FAILED");
        page.getByText("Show", new Page.GetByTextOptions().setExact(true)).click();

        assertThat(page.locator("#tally")).hasText("51 sagas.");
        assertThat(page.locator("tbody tr")).hasCount(50);
        page.locator("#older").click();

        assertThat(page.locator("tbody tr")).hasCount(1);
        assertThat(page.locator("tbody")).containsText(first);
        page.locator("#find").fill(first);
        page.locator("#find").press("Enter");
        assertThat(page.locator("h1")).containsText(first);
        assertThat(page.locator("#status")).hasText("FAILED");

        page.locator("#command-1 summary").click();
        assertThat(page.locator("#command-1 pre")).containsText("\"owner_id\":" + user);
        visit.isFaultless();
    }

    @Test
    void on_a_phone_the_list_of_sagas_begins_with_their_status_and_the_end_of_their_ids() {
        String saga = system.order(system.user("100.00"), 999_999_999, 1)
                .path("saga_id")
                .asString();
        Page page = visit.open("/console/sagas?code=product_not_found");
        assertThat(page.getByLabel("Why it failed")).hasValue("product_not_found");
        visit.onPhone();

        assertThat(page.locator("#saga-" + saga)).isVisible();
        assertThat(page.locator("#saga-" + saga))
                .hasText(saga.substring(24), new LocatorAssertions.HasTextOptions().setUseInnerText(true));
        assertThat(page.locator("#sagas tbody tr").first().locator("td").first())
                .hasText("FAILED");
        visit.photograph("sagas-filtered-phone");
        page.locator("details.more > summary").click();
        assertThat(page.getByLabel("Why it failed")).isHidden();
        visit.isFaultless();
    }

    @Test
    void an_address_that_leads_nowhere_is_told_on_a_page_with_a_way_back() {
        Page page = visit.open("/console/nonsense");

        assertThat(page.locator("[role=alert]")).containsText("Nothing is shown at /console/nonsense");
        assertThat(visit.barriers()).isEmpty();
        page.locator("main a").click();
        assertThat(page.locator("h1")).hasText("Overview");
    }

    @Test
    void the_list_shows_a_new_saga_and_its_end_by_itself() {
        long user = system.user("100.00");
        long product = system.product("19.99", 10);
        Page page = visit.open("/console/sagas?owner=" + user);
        assertThat(page.locator("#live-state")).hasText("Live.");
        assertThat(page.locator("#live")).containsText("There are no such sagas.");

        String saga = system.order(user, product, 1).path("saga_id").asString();

        assertThat(page.locator("#live")).containsText(saga);
        assertThat(page.locator("#live")).containsText("COMPLETED");
        visit.isFaultless();
    }

    @Test
    void a_waiting_saga_is_explained_retried_and_cancelled_with_a_reason_and_moves_live() {
        long user = system.user("100.00");
        long product = system.product("19.99", 10);
        ServiceProcess service = system.instances(ServiceName.PRODUCT).getFirst();
        service.kill();
        try {
            String saga = system.post(ServiceName.ORCHESTRATOR, "/orders", RunningSystem.orderOf(user, product, 1))
                    .body()
                    .path("saga_id")
                    .asString();
            Page page = visit.open("/console/sagas/" + saga);
            assertThat(page.locator(".waiting")).containsText("It waits for product-service to answer check_stock");
            assertThat(page.locator(".waiting")).containsText("start product-service");
            assertThat(page).hasTitle(Pattern.compile("STARTED · Saga " + saga + ".*"));
            visit.photograph("saga-waiting");

            page.locator("#retry").click();
            assertThat(page.locator("main")).containsText("saga." + saga + ".command.product.check_stock");
            assertThat(visit.barriers()).isEmpty();
            visit.photograph("retry");
            page.getByLabel("Your name").fill("Ada");
            page.locator("form.act button").click();
            assertThat(page.getByLabel("Reason")).isFocused();
            assertThat(page).hasURL(Pattern.compile(".*/retry"));
            page.getByLabel("Reason").fill("It waits for too long");
            page.locator("form.act button").click();
            assertThat(page.locator("#told")).hasText("Retry sent: check_stock goes out again.");
            assertThat(page.locator("#actions")).containsText("It waits for too long");
            assertThat(visit.barriers()).isEmpty();
            visit.photograph("saga-retried");
            page.reload();
            assertThat(page.locator("#told")).hasCount(0);

            page.locator("#cancel").click();
            assertThat(page.getByLabel("Your name")).hasValue("Ada");
            page.getByLabel("Reason").fill("The customer left");
            page.locator("form.act button").click();
            assertThat(page.locator("#actions")).containsText("The customer left");
            assertThat(page.locator("#status")).hasText("FAILED");
            assertThat(page.locator("#live > .notice")).containsText("CANCELLED");
            assertThat(page.locator("#told")).containsText("Cancelled: ");
            assertThat(page.locator("#sequence")).containsText("undo: update_status done");
            assertThat(page).hasTitle(Pattern.compile("FAILED · .*"));

            visit.open("/console/sagas/" + saga + "/cancel");
            assertThat(page.locator("[role=alert]")).containsText("This cannot be done");
            visit.isFaultless();
        } finally {
            service.restart();
            service.awaitReady(Duration.ofMinutes(2));
        }
    }

    @Test
    void dead_letters_are_found_by_their_cause_and_discarded_together() throws Exception {
        UUID saga = UUID.randomUUID();
        String key = "saga." + saga + ".command.user.update_balance";
        try (SagaExchange exchange =
                SagaExchange.listening(TestInfrastructure.get().broker())) {
            exchange.send(key, UUID.randomUUID(), "{\"saga_id\":\"<img src=x onerror=alert(1)>\"");
            exchange.buries(key);
        }
        Page page = visit.page();
        Locator letter = page.locator("li:has-text('" + saga + "')");
        for (int i = 0; i < 40 && letter.count() == 0; i++) {
            visit.open("/console/dead-letters");
            page.locator("#causes a").first().click();
        }
        assertThat(visit.barriers()).isEmpty();
        letter.locator("summary").click();
        assertThat(letter).containsText("onerror=alert(1)");
        visit.photograph("dead-letters-of-cause");

        letter.locator("input[type=checkbox]").check();
        page.locator("#discard-chosen").click();
        page.getByLabel("Your name").fill("Ada");
        page.getByLabel("Reason").fill("A stranger sent it");
        page.locator("#act").click();

        assertThat(page.locator("#results")).containsText("It is gone.");
        visit.isFaultless();
    }

    @Test
    void what_a_service_refuses_is_told_with_the_field() {
        Page page = visit.open("/console/users/" + system.user("100.00"));
        page.locator("main form").evaluate("form => { form.noValidate = true; }");
        page.getByLabel("Deposit").fill("-5");

        page.locator("button:has-text('Deposit')").click();

        assertThat(page.locator("[role=alert]")).containsText("user-service refused: Nothing was done: amount ");
    }

    @Test
    void a_product_is_opened_by_its_id() {
        long product = system.product("19.99", 10);
        Page page = visit.open("/console/products");

        page.getByLabel("Id", new Page.GetByLabelOptions().setExact(true)).fill(Long.toString(product));
        page.locator("main form button").click();

        assertThat(page.locator("main")).containsText("Product " + product + " at");
        visit.isFaultless();
    }

    @Test
    void a_second_click_places_no_second_order() {
        long user = system.user("100.00");
        Page page = visit.open("/console/orders");
        page.locator("[name=ownerId]").fill(Long.toString(user));
        page.locator("[name=productId]").fill(Long.toString(system.product("19.99", 10)));

        page.getByText("Place the order").dblclick();

        page.waitForURL(Pattern.compile(".*/console/sagas/.*"));
        assertThat(page.locator("#status")).hasText("COMPLETED");
        page.navigate(page.url().replaceAll("/console/.*", "/console/sagas?owner=" + user));
        assertThat(page.locator("main")).containsText("1 saga.");
        visit.isFaultless();
    }

    @Test
    void the_audit_says_what_it_looked_at() {
        Page page = visit.open("/console/audit");

        page.locator("main form.filter button").click();

        assertThat(page.locator("#report")).containsText("Looked at");
        assertThat(page.locator("#asked")).containsText("begun");
        assertThat(visit.barriers()).isEmpty();
        visit.isFaultless();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/console/sagas",
                "/console/orders",
                "/console/dead-letters",
                "/console/products",
                "/console/users",
                "/console/audit",
                "/console/products/0"
            })
    void an_order_id_that_is_pasted_on_any_page_opens_its_whole_story(String path) {
        var order = system.order(system.user("100.00"), system.product("19.99", 10), 1);
        Page page = visit.open(path);
        long begun = System.nanoTime();

        page.keyboard().press("/");
        page.keyboard().insertText(" " + order.path("order_id").asString() + "\t");
        page.keyboard().press("Enter");

        assertThat(page.locator("h1")).containsText(order.path("saga_id").asString());
        assertThat(page.locator("#sequence")).containsText("update_status done");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void a_saga_is_found_from_its_order_with_the_keyboard_alone() {
        var order = system.order(system.user("100.00"), system.product("19.99", 10), 1);
        Page page = visit.open("/");

        page.keyboard().press("Tab");
        assertThat(page.locator(".skip")).isFocused();
        page.keyboard().press("/");
        page.keyboard().type(order.path("order_id").asString());
        page.keyboard().press("Enter");

        assertThat(page.locator("h1")).containsText(order.path("saga_id").asString());
        visit.isFaultless();
    }
}
