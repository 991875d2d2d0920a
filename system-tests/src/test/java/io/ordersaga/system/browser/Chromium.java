package io.ordersaga.system.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.ordersaga.system.InstalledProgram;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The Chromium that is installed on this machine, driven by the tests. */
final class Chromium implements AutoCloseable {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");

    /** For what the page shows in the end; how soon it does is a matter of the machine. */
    static final int PATIENCE_MS = 30_000;

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Path program) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        .setHeadless(true));
    }

    /** Leaves out the tests where there is none, unless {@code -Drequire.browser=true} says that there must be one. */
    static Chromium start() {
        Path program = InstalledProgram.require(NAMES, "require.browser", "the console is not tried in a browser.");
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        return new Chromium(program);
    }

    Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        playwright.close();
    }
}
