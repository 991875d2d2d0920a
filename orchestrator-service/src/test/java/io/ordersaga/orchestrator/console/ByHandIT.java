package io.ordersaga.orchestrator.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.testing.rest.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    void all_that_is_part_of_a_deed_is_on_pages_of_its_own_the_first_first() {
        List<UUID> sagas = new ArrayList<>();
        for (int i = 0; i < 53; i++) {
            sagas.add(sagaOf(place(1, 1, 1)));
            retry(sagas.getLast(), "Ida", "one by one");
        }
        String listed = page("/console/by-hand?who=Ida").body();
        String deed = found("href=\"(/console/by-hand/[-0-9a-f]{36})\">All 53<", listed)
                .getFirst();

        String first = page(deed).body();
        String later = page(link("later", first).orElseThrow()).body();

        assertThat(first).contains("RETRY</b> by <b>Ida</b>: <q>one by one</q>").doesNotContain("id=\"first\"");
        assertThat(sagasIn(first)).isEqualTo(sagas.subList(0, 50));
        assertThat(sagasIn(later)).isEqualTo(sagas.subList(50, 53));
        assertThat(later).contains("saga." + sagas.getLast() + ".command.order.create_order {");
        assertThat(link("later", later)).isEmpty();
        assertThat(link("first", later)).hasValue(deed);
    }

    @Test
    void what_is_told_whole_already_leads_nowhere_else() {
        UUID saga = sagaOf(place(1, 1, 1));
        for (int i = 0; i < 5; i++) {
            retry(saga, "Joe", "five times");
        }

        assertThat(page("/console/by-hand?who=Joe").body())
                .contains("RETRY</b> 5 times")
                .doesNotContain(">All ");
    }

    @Test
    void what_was_sent_is_shown_by_its_beginning_and_whole_on_a_page_of_its_own() {
        String sent = "saga.x.event.user.refund_balance.success é" + "x".repeat(60_000) + "the end <b>";
        UUID id = UUID.fromString("01a20790-0000-7000-8000-000000000002");
        jdbc.sql("insert into operator_action (id, action, who, reason, sent) values (?, 'DISCARD', 'Kim', 'long', ?)")
                .params(id, sent)
                .update();

        String listed = page("/console/by-hand?who=Kim").body();
        Answer whole = orchestrator
                .get(found("href=\"([^\"]+)\">All 60,054 bytes<", listed).getFirst())
                .hasStatus(200);

        assertThat(listed).contains("This is its beginning.").doesNotContain("the end");
        assertThat(whole.body()).isEqualTo(sent);
        assertThat(whole.header("Content-Type")).hasValue("text/plain;charset=UTF-8");
        assertThat(page("/console/by-hand/" + id).body()).contains("All 60,054 bytes");
        jdbc.sql("delete from operator_action where id = ?").param(id).update();
    }

    @Test
    void a_deed_that_nobody_did_is_not_found() {
        UUID nobodys = UUID.randomUUID();

        for (String path : List.of("/console/by-hand/" + nobodys, "/console/by-hand/sent/" + nobodys)) {
            assertThat(orchestrator
                            .get(path, "Accept", "text/html, */*")
                            .hasStatus(404)
                            .body())
                    .contains(nobodys.toString());
        }
    }

    private static List<UUID> sagasIn(String html) {
        return found("saga <code>([-0-9a-f]{36})</code>", html).stream()
                .map(UUID::fromString)
                .toList();
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
