package io.ordersaga.system.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.local.service.ServiceName;
import io.ordersaga.system.RunningSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Each test is a visit to the console of a whole system, the shared one unless a test has its own. */
abstract class InBrowser {

    private static Chromium chromium;

    protected final RunningSystem system;
    protected Visit visit;

    InBrowser() {
        this(RunningSystem.shared());
    }

    InBrowser(RunningSystem system) {
        this.system = system;
    }

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void enter() {
        visit = new Visit(chromium.browser(), system.url(ServiceName.ORCHESTRATOR, "/"));
    }

    @AfterEach
    void leave() {
        visit.close();
    }

    protected void isSound(String name) {
        assertThat(visit.barriers()).isEmpty();
        visit.photograph(name);
        visit.inTheDark();
        assertThat(visit.barriers()).isEmpty();
        visit.photograph(name + "-dark");
        visit.onPhone();
        assertThat(visit.overflow()).as("wider than a phone").isLessThanOrEqualTo(0);
        visit.photograph(name + "-phone");
        visit.isFaultless();
    }
}
