package io.ordersaga.orchestrator.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The page that tells what anybody did by hand. */
class ByHandIT extends OpenConsole {

    @Autowired
    JdbcClient jdbc;

    @Test
    void it_is_told_newest_first_with_its_saga_and_what_was_sent() {
        UUID first = sagaOf(place(1, 1, 1));
        UUID second = sagaOf(place(1, 1, 1));
        retry(first, "Ada", "the first");
        retry(second, "Ada", "the second");

        String html = page("/console/by-hand").body();

        assertThat(html)
                .containsSubsequence(
                        "RETRY</b> by <b>Ada</b>: <q>the second</q>",
                        "href=\"/console/sagas/" + second,
                        "what was sent",
                        "saga." + second + ".command.order.create_order {",
                        "<q>the first</q>",
                        "href=\"/console/sagas/" + first);
    }

    @Test
    void what_one_did_many_times_for_the_same_reason_is_told_as_one_with_the_first_of_them() {
        UUID saga = sagaOf(place(1, 1, 1));
        for (int i = 0; i < 7; i++) {
            retry(saga, "Bob", "a dozen but five");
            retry(saga, "Eve", "in between");
        }

        String html = page("/console/by-hand?who=Bob").body();

        assertThat(html).contains("RETRY</b> 7 times by <b>Bob</b>: <q>a dozen but five</q>", "5 of them");
        assertThat(found("(a dozen but five)", html)).hasSize(1);
        assertThat(found("(saga <code>" + saga + ")", html)).hasSize(5);
        assertThat(found("<a id=\"(done-[0-9]+-" + saga + ")\"", html))
                .hasSize(5)
                .doesNotHaveDuplicates();
    }

    @Test
    void what_is_done_again_more_than_an_hour_later_is_told_by_itself() {
        UUID saga = sagaOf(place(1, 1, 1));
        retry(saga, "Hal", "once an hour");
        makeOlder("Hal", Duration.ofMinutes(61));
        retry(saga, "Hal", "once an hour");

        assertThat(found(
                        "(<q>once an hour</q>)",
                        page("/console/by-hand?who=Hal").body()))
                .hasSize(2);
    }

    @Test
    void older_ones_are_led_to_and_those_of_one_person_found() {
        UUID saga = sagaOf(place(1, 1, 1));
        for (int i = 0; i < 25; i++) {
            retry(saga, "Cleo", "reason " + i + ".");
            retry(saga, "Dan", "another");
        }

        String first = page("/console/by-hand?who=Cleo").body();
        String older = found("rel=\"next\" href=\"([^\"]+)\"", first).getFirst().replace("&amp;", "&");

        assertThat(found("(<q>reason [0-9]+\\.</q>)", first)).hasSize(20).startsWith("<q>reason 24.</q>");
        assertThat(found("(<q>reason [0-9]+\\.</q>)", page(older).body()))
                .hasSize(5)
                .endsWith("<q>reason 0.</q>");
        assertThat(page(older).body()).doesNotContain("rel=\"next\"", "another");
    }

    @Test
    void whoever_did_nothing_is_not_found_and_what_cannot_be_read_is_refused_on_a_page() {
        assertThat(page("/console/by-hand?who=Nobody").body()).contains("by anybody of just that name");
        assertThat(page("/console/by-hand?who=%00").body()).contains("<h1>By hand</h1>");
        assertThat(orchestrator
                        .get("/console/by-hand?after=nonsense")
                        .hasStatus(400)
                        .body())
                .contains("after cannot be &#39;nonsense&#39;");
    }

    private void makeOlder(String who, Duration age) {
        UUID id = jdbc.sql("select id from operator_action where who = ?")
                .param(who)
                .query(UUID.class)
                .single();
        jdbc.sql("update operator_action set id = ? where id = ?")
                .param(new UUID(id.getMostSignificantBits() - (age.toMillis() << 16), 0))
                .param(id)
                .update();
    }

    private void retry(UUID saga, String who, String reason) {
        orchestrator
                .send("POST", "/sagas/" + saga + "/retry", "", "X-Operator", who, "X-Reason", reason)
                .hasStatus(202);
    }
}
