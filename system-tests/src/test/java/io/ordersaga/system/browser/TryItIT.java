package io.ordersaga.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import io.ordersaga.local.service.ServiceName;
import io.ordersaga.local.service.ServiceProcess;
import io.ordersaga.system.SeparateSystem;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accidents that somebody who develops lets happen to an order, and how the system puts them right. */
class TryItIT extends InBrowser {

    private static SeparateSystem separate;

    TryItIT() {
        super(separate.services());
    }

    @BeforeAll
    static void startSystem() throws IOException {
        separate = SeparateSystem.start(
                "try-it", Map.of("SPRING_PROFILES_ACTIVE", "development", "ORDERSAGA_SAGA_STEPTIMEOUT", "1s"));
    }

    @AfterAll
    static void stopSystem() {
        if (separate != null) {
            separate.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "command.product.check_stock, DROP",
        "answer.user.update_balance, DROP",
        "command.user.update_balance, DUPLICATE",
        "answer.product.update_stock, DUPLICATE",
        "command.product.update_stock, DELAY",
        "answer.order.update_status, REORDER"
    })
    void an_accident_with_a_message_is_put_right(String letter, String fault) {
        Page page = placeWith(letter, fault);

        assertThat(page.locator("#status")).hasText("COMPLETED");
        assertThat(page.locator("#actions")).containsText(fault);
        assertThat(page.locator("#trails")).containsText("update_balance");
        everythingAddsUp();
        visit.isFaultless();
    }

    @Test
    void a_command_that_is_sent_again_is_drawn_again_with_its_time() {
        Page page = placeWith("command.product.check_stock", "DROP");

        assertThat(page.locator("#status")).hasText("COMPLETED");
        assertThat(page.locator("#sequence g.again text").last()).hasText("check_stock again, 2nd try");
        assertThat(page.locator("#sequence g.again .time").first()).containsText(":");
        page.locator("#tries-2 summary").click();
        assertThat(page.locator("#tries-2 time").first()).isVisible();
        isSound("sent-again");
        visit.open("/console/orders");
        isSound("orders-try-it");
    }

    @Test
    void a_service_that_dies_between_commit_and_publish_goes_on_when_it_is_started_again() {
        ServiceProcess user = system.instances(ServiceName.USER).getFirst();
        Page page = placeWith("answer.user.update_balance", "CRASH");

        await().atMost(Duration.ofSeconds(30)).until(() -> !user.isAlive());
        assertThat(page.locator(".waiting")).containsText("update_balance");
        assertThat(page.locator("#status")).hasText("STARTED");
        assertThat(page).hasTitle(Pattern.compile("STARTED · .*"));
        user.restart();
        user.awaitReady(Duration.ofMinutes(2));

        assertThat(page.locator("#status")).hasText("COMPLETED");
        assertThat(page).hasTitle(Pattern.compile("COMPLETED · .*"));
        everythingAddsUp();
    }

    @Test
    void a_running_order_has_an_accident_on_its_way() {
        Page page = placeWith("command.product.check_stock", "DROP");
        assertThat(page.locator("#status")).hasText("STARTED");

        page.locator("#try-it select[name=letter]").selectOption("answer.user.check_balance");
        page.locator("#try-it select[name=fault]").selectOption("DROP");
        assertThat(visit.barriers()).isEmpty();
        visit.photograph("try-it");
        page.getByText("Inject this fault").click();

        assertThat(page.locator("#status")).hasText("COMPLETED");
        assertThat(page.locator("#actions")).containsText("DROP: the answer to check_balance");
        assertThat(page.locator("#try-it")).isHidden();
        visit.isFaultless();

        String saga = page.url();
        page.locator("#try-it").evaluate("form => form.submit()");
        assertThat(page.locator("[role=alert]"))
                .hasText("Nothing was done: the order has ended, it is COMPLETED, and sends no more messages."
                        + " Place another order with this fault.");
        assertThat(visit.open(saga).locator("#try-it")).hasCount(0);
    }

    private Page placeWith(String letter, String fault) {
        Page page = visit.open("/console/orders");
        page.locator("#try-it select[name=letter]").selectOption(letter);
        page.locator("#try-it select[name=fault]").selectOption(fault);
        page.locator("#try-it button").click();
        page.waitForURL(Pattern.compile(".*/console/sagas/.*"));
        return page;
    }

    private void everythingAddsUp() {
        assertThat(system.get(ServiceName.ORCHESTRATOR, "/audit")
                        .body()
                        .path("consistent")
                        .asBoolean())
                .isTrue();
    }
}
