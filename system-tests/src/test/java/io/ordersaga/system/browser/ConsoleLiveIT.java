package io.ordersaga.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages that show by themselves what happens, and disturb nobody who looks at them. */
class ConsoleLiveIT extends InBrowser {

    /** Pages that only poll stay as they are, and it is known how many listen. */
    private static final String EVENTS_ALONE = """
        window.timers = new Map();
        window.setInterval = (work, millis) => { const id = Math.random(); timers.set(id, millis); return id; };
        window.clearInterval = (id) => timers.delete(id);
        window.listening = 0;
        window.EventSource = class extends EventSource {
          constructor(address) { super(address); window.listening++; }
          close() { super.close(); window.listening--; }
        };
        """;

    private static final String SHOWN = """
        (shown) => {
          Object.defineProperty(document, 'visibilityState', {value: shown, configurable: true});
          document.dispatchEvent(new Event('visibilitychange'));
        }
        """;

    private static final Pattern EVENTS = Pattern.compile("/console/live");

    private long user;
    private long product;

    @BeforeEach
    void shop() {
        user = system.user("1000.00");
        product = system.product("19.99", 100);
        visit.page().addInitScript(EVENTS_ALONE);
    }

    @Test
    void events_alone_tell_the_list_of_each_new_saga() {
        Page page = openList();

        for (int i = 0; i < 2; i++) {
            String saga = order();
            assertThat(page.locator("#saga-" + saga)).isVisible();
            assertThat(page.locator("tr:has-text('" + saga + "')")).containsText("COMPLETED");
        }
        visit.isFaultless();
    }

    @Test
    void a_tab_that_nobody_sees_listens_to_nothing_and_is_fresh_as_soon_as_it_is_seen() {
        Page page = openList();
        assertThat(page.evaluate("window.listening")).isEqualTo(1);

        page.evaluate(SHOWN, "hidden");
        assertThat(page.evaluate("window.listening")).isEqualTo(0);
        String saga = order();
        page.waitForTimeout(1_500);
        assertThat(page.locator("#saga-" + saga)).hasCount(0);

        page.evaluate(SHOWN, "visible");
        assertThat(page.locator("#saga-" + saga)).isVisible();
        assertThat(page.evaluate("window.listening")).isEqualTo(1);
        visit.isFaultless();
    }

    @Test
    void more_windows_than_a_browser_has_connections_are_all_live() {
        List<Page> windows = Stream.generate(visit::window).limit(8).toList();
        windows.forEach(window -> window.navigate("/console/sagas?owner=" + user));
        windows.forEach(window -> assertThat(window.locator("#live-state")).containsText("Live"));
        assertThat(windows.getLast().locator("#live-state"))
                .hasText("Live, by asking each second: other windows listen.");

        String saga = order();
        windows.forEach(window -> assertThat(window.locator("#saga-" + saga)).isVisible());

        windows.subList(0, 4).forEach(Page::close);
        assertThat(windows.getLast().locator("#live-state")).hasText("Live.");
        visit.isFaultless();
    }

    @Test
    void a_tab_that_is_seen_again_is_called_live_once_it_hears_again() {
        Page page = openList();
        page.evaluate(SHOWN, "hidden");
        page.route(EVENTS, route -> {});

        page.waitForResponse("**/console/sagas?*", () -> page.evaluate(SHOWN, "visible"));
        assertThat(page.locator("#live-state")).hasText("");

        page.unroute(EVENTS);
        page.evaluate(SHOWN, "hidden");
        page.evaluate(SHOWN, "visible");
        assertThat(page.locator("#live-state")).hasText("Live.");
    }

    @Test
    void the_footer_says_when_the_server_hangs() {
        Page page = openList();
        assertThat(page.evaluate("htmx.config.timeout")).isEqualTo(10_000);
        page.route("**/console/sagas?*", route -> {});

        page.evaluate("htmx.config.timeout = 300; refetch()");
        assertThat(page.locator("#live-state")).hasText("Not live: the service does not answer.");

        page.unroute("**/console/sagas?*");
        page.evaluate("htmx.config.timeout = 10000; refetch()");
        assertThat(page.locator("#live-state")).hasText("Live.");
    }

    @Test
    void a_saga_that_has_ended_meanwhile_is_asked_for_no_more() {
        Page page = openSaga();
        page.evaluate("askEvery(5000)");
        assertThat(page.evaluate("[...timers.values()].includes(5000)")).isEqualTo(true);

        page.evaluate("refetch()");

        page.waitForFunction("![...timers.values()].includes(5000)");
        visit.isFaultless();
    }

    @Test
    void the_footer_says_when_a_page_is_not_fresh_and_when_it_is_again() {
        Page page = openList();

        page.route("**/console/sagas?*", route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
        page.evaluate("refetch()");
        assertThat(page.locator("#live-state")).hasText("Not live: the service answers 503.");
        page.unroute("**/console/sagas?*");
        page.route("**/console/sagas?*", Route::abort);
        page.evaluate("refetch()");
        assertThat(page.locator("#live-state")).hasText("Not live: the service does not answer.");
        page.unroute("**/console/sagas?*");
        page.evaluate("refetch()");
        assertThat(page.locator("#live-state")).hasText("Live.");
    }

    @Test
    void a_page_that_is_renewed_keeps_the_focus_what_is_open_and_how_far_it_is_scrolled() {
        Page page = openSaga();
        visit.onPhone();
        page.locator("#command-2 summary").click();
        page.locator("#owner").focus();
        page.evaluate("document.getElementById('steps-table').scrollLeft = 40");

        renew(page);

        assertThat(page.locator("[data-old]")).hasCount(0);
        assertThat(page.locator("#owner")).isFocused();
        assertThat(page.locator("#command-2 pre")).isVisible();
        page.waitForFunction("document.getElementById('steps-table').scrollLeft === 40");
        visit.isFaultless();
    }

    @Test
    void what_is_read_in_an_opened_part_stays_focused_and_scrolled() {
        Page page = openSaga();
        page.evaluate("document.styleSheets[0].insertRule('pre { max-height: 3rem !important; max-width: 9rem }', 0)");
        page.locator("#command-2 summary").click();
        page.locator("#command-2-body").focus();
        page.evaluate("document.getElementById('command-2-body').scrollTop = 20");
        page.evaluate("document.getElementById('command-2-body').scrollIntoView({block: 'start'})");
        Object offset = page.evaluate("Math.round(scrollY)");

        renew(page);

        assertThat(page.locator("[data-old]")).hasCount(0);
        assertThat(page.locator("#command-2-body")).isFocused();
        page.waitForFunction("document.getElementById('command-2-body').scrollTop === 20");
        page.waitForFunction("(offset) => Math.round(scrollY) === offset", offset);
        visit.isFaultless();
    }

    @Test
    void text_that_is_selected_stays_until_it_is_no_more() {
        Page page = openSaga();
        page.evaluate("getSelection().selectAllChildren(document.getElementById('status'))");

        page.waitForResponse("**/console/sagas/*", () -> renew(page));
        page.waitForTimeout(500);
        assertThat(page.locator("[data-old]")).hasCount(1);
        assertThat(page.evaluate("getSelection().toString()")).isEqualTo("COMPLETED");
        assertThat(page.locator("#live-state")).hasText("Held: text is selected; what is shown may be old.");

        page.evaluate("getSelection().removeAllRanges()");
        assertThat(page.locator("[data-old]")).hasCount(0);
        assertThat(page.locator("#live-state")).hasText("Live.");
        visit.isFaultless();
    }

    @Test
    void what_is_pressed_stays_until_it_is_released_and_is_clicked() {
        Page page = openSaga();
        page.locator("#owner").hover();
        page.mouse().down();

        page.waitForResponse("**/console/sagas/*", () -> renew(page));
        page.waitForTimeout(200);
        assertThat(page.locator("[data-old]")).hasCount(1);
        assertThat(page.locator("#live-state")).hasText("Held: a button is pressed; what is shown may be old.");

        page.mouse().up();
        assertThat(page.locator("#balance")).isVisible();
        visit.isFaultless();
    }

    private static void renew(Page page) {
        page.evaluate("document.getElementById('status').dataset.old = 'yes'; refetch()");
    }

    private String order() {
        return system.order(user, product, 1).path("saga_id").asString();
    }

    private Page openList() {
        return settled(visit.open("/console/sagas?owner=" + user));
    }

    private Page openSaga() {
        return settled(visit.open("/console/sagas/" + order()));
    }

    /** The first event comes to every page that listens. */
    private static Page settled(Page page) {
        assertThat(page.locator("#live-state")).hasText("Live.");
        page.waitForTimeout(1_500);
        return page;
    }
}
