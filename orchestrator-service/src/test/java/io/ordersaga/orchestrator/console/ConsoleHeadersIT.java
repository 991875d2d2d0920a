package io.ordersaga.orchestrator.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.testing.rest.Answer;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the console says to browsers, and to what stands before it, beside its pages. */
class ConsoleHeadersIT extends OpenConsole {

    /** A proxy that speaks TLS has another scheme, and maybe another name, than what it asks. */
    @Test
    void a_form_leads_to_the_next_page_without_naming_scheme_or_host() {
        UUID saga = sagaOf(place(1, 1, 1));
        String address = "/console/sagas/" + saga;

        Answer done = post(
                address + "/retry",
                Map.of(
                        "who",
                        "Ada",
                        "reason",
                        "why not",
                        "seen",
                        seen(page(address + "/retry").body())));

        assertThat(done.hasStatus(302).header("Location")).hasValue(address);
        assertThat(orchestrator.get("/console/find?id=" + saga).hasStatus(302).header("Location"))
                .hasValue(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/console/console.js", "/console/console.css", "/webjars/htmx.org/dist/htmx.min.js"})
    void a_script_is_asked_for_anew_and_sent_only_when_it_is_another(String asset) {
        Answer first = orchestrator.get(asset).hasStatus(200);

        assertThat(first.header("Cache-Control")).hasValue("no-cache");
        orchestrator
                .get(asset, "If-Modified-Since", first.header("Last-Modified").orElseThrow())
                .hasStatus(304);
    }
}
