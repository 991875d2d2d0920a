package io.ordersaga.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.ordersaga.local.service.ServiceName;
import io.ordersaga.local.service.ServiceProcess;
import io.ordersaga.system.RunningSystem;
import io.ordersaga.testing.SagaExchange;
import io.ordersaga.testing.TestInfrastructure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is done by hand, in a browser: letters that are sent again or thrown away, and sagas that are seen to. */
class ConsoleByHandIT extends InBrowser {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String TEXTS_OUTSIDE_THE_DIAGRAM = """
        [...document.querySelectorAll('.sequence text')].map((text) => text.getBBox())
            .filter((box) => box.x < 0 || box.x + box.width > 860).length
        """;

    private final SagaExchange exchange =
            SagaExchange.listening(TestInfrastructure.get().broker());

    @AfterEach
    void close() throws IOException {
        exchange.close();
    }

    @Test
    void a_letter_is_sent_again_with_a_reason() {
        UUID saga = UUID.randomUUID();
        String key = "saga." + saga + ".event.user.check_balance.success";
        exchange.send(key, UUID.randomUUID(), "{\"redelivered\"");
        exchange.buries(key);
        Page page = openCauseOf(saga);

        page.locator("li:has-text('" + saga + "') input[type=checkbox]").check();
        act("redeliver", "Its reader was mended");

        assertThat(page.locator("#results")).containsText("It is on its way.");
        exchange.hears(key, 2);
        isSound("dead-letters-done");
    }

    @Test
    void a_letter_that_its_saga_has_outlived_is_refused_on_the_page_that_its_saga_leads_to() {
        UUID saga = UUID.fromString(system.order(system.user("100.00"), system.product("19.99", 10), 1)
                .path("saga_id")
                .asString());
        String key = "saga." + saga + ".event.order.create_order.success";
        exchange.send(key, UUID.randomUUID(), "{\"outlived\"");
        exchange.buries(key);
        Page page = visit.open("/console/sagas/" + saga);

        page.locator("#letters a").click();
        Locator letter = page.locator("li:has-text('" + saga + "')");
        assertThat(letter).containsText("It would not be sent again. Its saga has outlived it: it is COMPLETED.");
        letter.locator("input[type=checkbox]").check();
        act("redeliver", "Let us see");

        assertThat(page.locator("#results")).containsText("Its saga has outlived it");
        visit.isFaultless();
    }

    @Test
    void all_letters_of_a_page_are_chosen_and_discarded_together() {
        List<UUID> sagas = Stream.generate(UUID::randomUUID).limit(3).toList();
        sagas.forEach(saga -> {
            String key = "saga." + saga + ".event.user.refund_balance.success";
            exchange.send(key, UUID.randomUUID(), "{\"saga_id\":\"" + saga + "\",\"order_id\":\"" + saga + "\"}");
            exchange.buries(key);
        });
        sagas.forEach(this::letterOf);
        Page page = openCauseOf(sagas.getLast());

        page.getByLabel("choose all on this page").check();
        assertThat(page.locator("input[name=letter]:not(:checked)")).hasCount(0);
        act("discard", "Strangers");

        for (UUID saga : sagas) {
            assertThat(page.locator("#results li:has-text('" + saga + "')")).containsText("It is gone.");
        }
        assertThat(visit.barriers()).isEmpty();
        visit.isFaultless();
    }

    @Test
    void letters_are_shown_before_anything_is_done_and_nothing_happens_where_none_is_chosen() {
        UUID saga = letterOfAStranger();
        Page page = openCauseOf(saga);
        isSound("dead-letters-of-cause");
        page.locator("#discard-chosen").click();
        assertThat(page.locator("[role=alert]")).containsText("choose at least one letter");
        page.getByText("Back to the letters").click();

        page.locator("li:has-text('" + saga + "') input[type=checkbox]").check();
        page.keyboard().press("Enter");

        assertThat(page.locator("h1")).hasText("Send again 1 dead letter");
        page.locator("main form.act").evaluate("form => { form.noValidate = true; }");
        page.getByLabel("Reason").fill("A stranger's");
        page.locator("#act").click();
        assertThat(page.locator("[role=alert]")).containsText("say who");
        assertThat(page.getByLabel("Reason")).hasValue("A stranger's");
        assertThat(page.locator("main")).containsText(saga.toString());
    }

    @Test
    void letters_that_come_in_are_shown_by_themselves_but_not_while_others_are_chosen() {
        UUID first = letterOfAStranger();
        Page page = openCauseOf(first);
        assertThat(page.locator("#live-state")).hasText("Live.");
        UUID second = letterOfAStranger();
        assertThat(page.locator("#live")).containsText(second.toString());

        page.locator("li:has-text('" + first + "') input[type=checkbox]").check();
        UUID third = letterOfAStranger();
        page.waitForResponse("**/console/dead-letters/*", () -> page.evaluate("refetch()"));
        page.waitForTimeout(500);
        assertThat(page.locator("#live")).not().containsText(third.toString());
        assertThat(page.locator("#live-state")).hasText("Held: letters are chosen; what is shown may be old.");

        page.locator("li:has-text('" + first + "') input[type=checkbox]").uncheck();
        assertThat(page.locator("#live")).containsText(third.toString());
        visit.isFaultless();
    }

    private UUID letterOfAStranger() {
        UUID saga = UUID.randomUUID();
        exchange.send(
                "saga." + saga + ".event.user.refund_balance.success",
                UUID.randomUUID(),
                "{\"saga_id\":\"" + saga + "\",\"order_id\":\"" + saga + "\"}");
        letterOf(saga);
        return saga;
    }

    @Test
    void all_letters_of_a_cause_are_discarded_a_slice_at_a_time_while_the_page_says_how_far_it_is() {
        List<UUID> sagas = Stream.generate(UUID::randomUUID).limit(60).toList();
        sagas.forEach(saga -> exchange.send(
                "saga." + saga + ".event.user.refund_balance.success",
                UUID.randomUUID(),
                "{\"saga_id\":\"" + saga + "\",\"order_id\":\"" + saga + "\"}"));
        sagas.forEach(this::letterOf);
        Page page = openCauseOf(sagas.getLast());
        page.locator("#discard-all").click();
        assertThat(page.locator("h1")).containsText("Discard all of one cause");
        isSound("dead-letters-ahead");

        confirm("Strangers");

        assertThat(page.locator("#finished")).hasText("That was all.");
        assertThat(page.locator("#so-far")).containsText("discarded.");
        isSound("dead-letters-whole-cause");
        page.getByText("Dead letters", new Page.GetByTextOptions().setExact(true))
                .last()
                .click();
        assertThat(page.locator("main")).not().containsText("no saga …");
        page.getByText("Everything that was done by hand").click();
        Locator deed = page.locator("#actions > li:has-text('Strangers')").first();
        assertThat(deed).containsText(Pattern.compile("DISCARD [0-9]+ times by Ada"));
        deed.locator("> details > summary").click();
        deed.locator("li details summary").first().click();
        assertThat(deed.locator("pre").first()).isVisible();
        isSound("by-hand");
        deed.locator("> a[id^=deed]").click();
        assertThat(page.locator("#parts > li")).hasCount(50);
        isSound("deed");
        page.getByText("Later ones").click();
        assertThat(page.locator("#parts")).containsText("what was thrown away");
    }

    @Test
    void a_saga_that_needs_attention_is_marked_as_resolved_and_no_longer_calls_for_anybody() {
        ServiceProcess service = system.instances(ServiceName.PRODUCT).getFirst();
        Map<String, Object> order = RunningSystem.orderOf(system.user("100.00"), system.product("19.99", 10), 1);
        service.kill();
        try {
            String saga = system.post(ServiceName.ORCHESTRATOR, "/orders", order)
                    .body()
                    .path("saga_id")
                    .asString();
            flag(saga);
            Page page = visit.open("/console/sagas/" + saga);
            assertThat(page.locator("#live > .notice")).containsText("Needs attention.");

            page.locator("#resolve").click();
            assertThat(visit.barriers()).isEmpty();
            page.getByLabel("Your name").fill("Ada Lovelace of the night shift, who stands in for Grace Hopper");
            page.getByLabel("Reason").fill("The customer knows");
            page.locator("form.act button").click();

            assertThat(page.locator("#told")).containsText("Marked as resolved by hand");
            assertThat(page.locator("#sequence g.note").last()).containsText("RESOLVE by Ada Lovelace");
            assertThat(page.evaluate(TEXTS_OUTSIDE_THE_DIAGRAM)).isEqualTo(0);
            assertThat(page.locator("#actions")).containsText("The customer knows");
            assertThat(page.locator("#live > .notice")).not().containsText("Needs attention.");
            assertThat(page.locator("#resolve")).hasCount(0);
            assertThat(system.saga(saga).path("needs_attention").asBoolean()).isFalse();
            visit.isFaultless();
        } finally {
            service.restart();
            service.awaitReady(Duration.ofMinutes(2));
        }
    }

    @Test
    void the_overview_leads_to_the_sagas_that_wait_for_the_same_and_sends_all_their_commands_again() {
        ServiceProcess service = system.instances(ServiceName.PRODUCT).getFirst();
        Map<String, Object> order = RunningSystem.orderOf(system.user("100.00"), system.product("19.99", 10), 1);
        service.kill();
        try {
            String saga = system.post(ServiceName.ORCHESTRATOR, "/orders", order)
                    .body()
                    .path("saga_id")
                    .asString();
            Page page = visit.open("/");
            Locator waiting = page.locator("[id='waits-product.check_stock-none']");
            assertThat(waiting).hasText("check_stock");
            isSound("overview-waiting");

            waiting.click();
            assertThat(page.locator("[name=waits]")).hasValue("product.check_stock");
            assertThat(page.locator("#sagas")).containsText(saga);

            visit.open("/").locator("#retry-all").click();
            isSound("retry-all");
            page.getByLabel("Your name").fill("Ada");
            page.getByLabel("Reason").fill("The broker is new");
            page.locator("form.act button").click();

            assertThat(page.locator("#told")).containsText("will send the unanswered command again");
            assertThat(visit.open("/console/sagas/" + saga).locator("#actions")).containsText("The broker is new");
            visit.isFaultless();
        } finally {
            service.restart();
            service.awaitReady(Duration.ofMinutes(2));
        }
    }

    @Test
    void an_ending_on_the_overview_leads_to_the_sagas_that_ended_so() {
        String saga = system.order(system.user("100.00"), 999_999_999, 1)
                .path("saga_id")
                .asString();
        Page page = visit.open("/");

        page.locator("#ending-FAILED-PRODUCT_NOT_FOUND").click();

        assertThat(page.locator("[name=status]")).hasValue("FAILED");
        assertThat(page.getByLabel("Why it failed")).hasValue("PRODUCT_NOT_FOUND");
        assertThat(page.locator("#sagas")).containsText(saga);
        visit.isFaultless();
    }

    /** Has its command sent as often as it takes. */
    private void flag(String saga) {
        await().atMost(PATIENCE).until(() -> {
            system.post(ServiceName.ORCHESTRATOR, "/sagas/" + saga + "/retry", Map.of());
            return system.saga(saga).path("needs_attention").asBoolean();
        });
    }

    private void act(String what, String reason) {
        visit.page().locator("#" + what + "-chosen").click();
        confirm(reason);
    }

    private void confirm(String reason) {
        Page page = visit.page();
        page.getByLabel("Your name").fill("Ada");
        page.getByLabel("Reason").fill(reason);
        page.locator("#act").click();
    }

    /** Other tests leave letters of other causes. */
    private Page openCauseOf(UUID saga) {
        letterOf(saga);
        Page page = visit.open("/console/dead-letters");
        List<String> causes = page.locator("main tbody a").all().stream()
                .map(link -> link.getAttribute("href"))
                .toList();
        for (String cause : causes) {
            visit.open(cause);
            if (page.locator("li:has-text('" + saga + "')").count() > 0) {
                return page;
            }
        }
        throw new AssertionError("no cause has the letter of " + saga);
    }

    private void letterOf(UUID saga) {
        await().atMost(PATIENCE)
                .until(() -> system.get(ServiceName.ORCHESTRATOR, "/dead-letters")
                        .body()
                        .toString()
                        .contains("\"saga_id\":\"" + saga));
    }
}
