package io.ordersaga.system.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Somebody's visit to the console, in a browser of their own. It notes whatever a page should not do. */
final class Visit implements AutoCloseable {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final String AXE = axe();

    private final BrowserContext context;
    private final Page page;
    private final URI console;
    private final List<String> faults = new ArrayList<>();

    Visit(Browser browser, URI console) {
        this.console = console;
        this.context = browser.newContext(new Browser.NewContextOptions().setBaseURL(console.toString()));
        this.page = window();
    }

    /** One more window of the same browser, which shares its connections. */
    Page window() {
        Page window = context.newPage();
        window.setDefaultTimeout(Chromium.PATIENCE_MS);
        window.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                faults.add("console: " + message.text());
            }
        });
        window.onPageError(error -> faults.add("script: " + error));
        window.onRequest(request -> {
            if (!URI.create(request.url()).getAuthority().equals(console.getAuthority())) {
                faults.add("request to another host: " + request.url());
            }
        });
        return window;
    }

    Page page() {
        return page;
    }

    Page open(String path) {
        page.navigate(path);
        return page;
    }

    void onPhone() {
        page.setViewportSize(360, 740);
    }

    void inTheDark() {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    }

    /** Everything that axe-core objects to. */
    @SuppressWarnings("unchecked")
    List<String> barriers() {
        page.evaluate(AXE);
        return (List<String>) page.evaluate("""
            async () => (await axe.run()).violations.flatMap(
                (rule) => rule.nodes.map((node) => rule.id + ' at ' + node.target + ': ' + node.failureSummary))
            """);
    }

    /** How much wider than the screen the page is. */
    int overflow() {
        return ((Number) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .intValue();
    }

    void photograph(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }

    void isFaultless() {
        assertThat(faults).as("what %s did that it should not", console).isEmpty();
    }

    @Override
    public void close() {
        context.close();
    }

    private static String axe() {
        try {
            return new PathMatchingResourcePatternResolver()
                    .getResources("classpath*:/META-INF/resources/webjars/axe-core/*/axe.min.js")[0].getContentAsString(
                            StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
