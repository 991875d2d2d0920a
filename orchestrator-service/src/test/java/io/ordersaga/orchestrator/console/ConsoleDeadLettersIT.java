package io.ordersaga.orchestrator.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordersaga.messages.Done;
import io.ordersaga.messages.TimeOrderedId;
import io.ordersaga.messages.order.OrderEvent.OrderCreated;
import io.ordersaga.testing.rest.Answer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Dead letters as an operator finds, redelivers and discards them. */
class ConsoleDeadLettersIT extends OpenConsole {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String NIL = TimeOrderedId.TEXT_BEFORE_ALL;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Test
    void letters_that_differ_in_ids_alone_are_one_cause() {
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        say(first, "user", "refund_balance", new Done(first, UUID.randomUUID()));
        say(second, "user", "refund_balance", new Done(second, UUID.randomUUID()));

        String cause = causeOf("no saga …");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(page("/console/dead-letters/" + cause).body())
                                .contains(
                                        "saga." + first + ".event.user.refund_balance.success",
                                        "saga." + second + ".event.user.refund_balance.success"));
    }

    @Test
    void a_message_that_dies_again_is_no_second_letter_and_waits_again_if_it_was_sent_on() {
        UUID saga = sagaOf(place(1, 1, 1));
        String key = "saga." + saga + ".event.order.create_order.success";
        UUID message = UUID.randomUUID();
        EXCHANGE.send(key, message, "the same nonsense");
        await().atMost(PATIENCE).until(() -> !idOf(saga).isEmpty());
        String id = idOf(saga);
        jdbc.sql("update dead_letter set redelivered_at = now() where id = ?::uuid")
                .param(id)
                .update();

        EXCHANGE.send(key, message, "the same nonsense");

        await().atMost(PATIENCE)
                .until(() -> orchestrator
                        .get("/dead-letters/" + id)
                        .hasStatus(200)
                        .json()
                        .path("redelivered_at")
                        .isNull());
        assertThat(jdbc.sql("select count(*) from dead_letter where saga_id = ?")
                        .param(saga)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void a_letter_that_is_sent_again_stays_in_the_trace_that_it_had() {
        UUID saga = sagaOf(place(1, 1, 1));
        String key = "saga." + saga + ".event.order.create_order.success";
        EXCHANGE.send(key, UUID.randomUUID(), "nonsense");
        await().atMost(PATIENCE)
                .until(() -> page("/console/sagas/" + saga).body().contains("id=\"letters\""));
        String id = idOf(saga);
        jdbc.sql("update dead_letter set headers = ? where id = ?::uuid")
                .params("{\"traceparent\":\"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\"}", id)
                .update();

        orchestrator.post("/dead-letters/" + id + "/redeliver", "").hasStatus(202);

        assertThat(EXCHANGE.hears(key, 2).getLast().properties().getHeaders().get("traceparent"))
                .asString()
                .contains("0af7651916cd43dd8448eb211c80319c");
    }

    @Test
    void a_letter_is_sent_again_with_a_reason_and_its_saga_goes_on() {
        Answer placed = place(1, 1, 1);
        UUID saga = sagaOf(placed);
        EXCHANGE.hears("saga." + saga + ".command.order.create_order");
        EXCHANGE.send(
                "saga." + saga + ".event.order.create_order.success", UUID.randomUUID(), "{\"saga_id\": <i>nonsense");
        String saved = await().atMost(PATIENCE)
                .until(() -> page("/console/sagas/" + saga).body(), html -> html.contains("id=\"letters\""));
        assertThat(saved).contains("create_order.success", "dead letter: ");
        String id = idOf(saga);

        Answer result = post(
                "/console/dead-letters",
                Map.of("what", "redeliver", "letter", id + ":0", "who", "Ada", "reason", "the sender was mended"));

        assertThat(result.hasStatus(200).body())
                .contains("It is on its way.", "role=\"status\">1 dead letter sent again.<");
        EXCHANGE.hears("saga." + saga + ".event.order.create_order.success", 2);
        assertThat(page("/console/sagas/" + saga).body()).contains("REDELIVER", "the sender was mended");
        assertThat(page("/console/dead-letters/" + causeOfLetter(saga)).body())
                .contains("&lt;i&gt;nonsense", "sent again")
                .doesNotContain("<i>nonsense");
    }

    @Test
    void a22_a_letter_that_its_saga_has_outlived_is_refused_with_the_reason() {
        Answer placed = place(1, 1, 1);
        UUID saga = sagaOf(placed);
        EXCHANGE.send("saga." + saga + ".event.order.create_order.success", UUID.randomUUID(), "{");
        await().atMost(PATIENCE).until(() -> !idOf(saga).isEmpty());
        answer(saga, "order", "create_order", new OrderCreated(saga, orderOf(placed), 1, 1, 1));
        EXCHANGE.hears("saga." + saga + ".command.product.check_stock");
        String id = idOf(saga);

        Map<String, String> form = Map.of("what", "redeliver", "letter", id + ":0", "who", "Ada", "reason", "try it");
        assertThat(post("/console/dead-letters", form).hasStatus(200).body())
                .contains(
                        "Its saga has outlived it: it waits for product.check_stock now.",
                        "0 dead letters sent again, 1 not.");
        orchestrator.post("/dead-letters/" + id + "/redeliver", "").isProblem(409, "cannot-be-redelivered");

        Map<String, String> away = Map.of("what", "discard", "letter", id + ":0", "who", "Ada", "reason", "outlived");
        assertThat(post("/console/dead-letters", away).hasStatus(200).body()).contains("It is gone.");
        assertThat(post("/console/dead-letters", away).hasStatus(200).body()).contains("It is not here any more.");
        assertThat(page("/console/sagas/" + saga).body())
                .contains("DISCARD", "outlived", "saga." + saga + ".event.order.create_order.success {")
                .doesNotContain("REDELIVER");
    }

    @Test
    void a_command_to_a_service_that_no_saga_knows_is_not_sent_again() {
        plant("planted for nobody", "'saga.' || gen_random_uuid() || '.command.billing.charge'", 1);
        UUID id = idOfPlanted("planted for nobody");

        String why = orchestrator
                .post("/dead-letters/" + id + "/redeliver", "")
                .isProblem(409, "cannot-be-redelivered")
                .body();

        assertThat(why).contains("billing-service", "discard it");
    }

    /** Its effect would be nobody's: no saga completes or undoes it. */
    @Test
    void a22_a_command_of_a_saga_that_is_not_known_is_not_sent_again() {
        plant("planted by a stranger", "'saga.' || gen_random_uuid() || '.command.user.update_balance'", 1);

        String why = orchestrator
                .post("/dead-letters/" + idOfPlanted("planted by a stranger") + "/redeliver", "")
                .isProblem(409, "cannot-be-redelivered")
                .body();

        assertThat(why).contains("No saga that is known here sent it");
    }

    @Test
    void a_form_or_an_address_that_cannot_be_understood_is_refused_on_a_page() {
        Map<String, String> withoutWhat =
                new HashMap<>(Map.of("who", "Ada", "reason", "why not", "newest", NIL, "done", "0", "refused", "0"));
        Map<String, String> ofNoCause = new HashMap<>(withoutWhat);
        ofNoCause.put("what", "discard");
        Map<String, String> ofAnyAge = new HashMap<>(ofNoCause);
        ofAnyAge.remove("newest");

        assertThat(post("/console/dead-letters/" + "0".repeat(32), withoutWhat)
                        .hasStatus(400)
                        .body())
                .contains("Nothing was done", "what must");
        assertThat(post("/console/dead-letters/x", ofNoCause).hasStatus(400).body())
                .contains("Nothing was done", "cause must");
        assertThat(post("/console/dead-letters/" + "0".repeat(32), ofAnyAge)
                        .hasStatus(400)
                        .body())
                .contains("Nothing was done", "newest must");
        assertThat(orchestrator
                        .get("/console/sagas?=x", "Accept", "text/html")
                        .hasStatus(400)
                        .body())
                .contains("cannot be read");
    }

    @Test
    void a_letter_that_was_sent_again_since_it_was_read_is_not_discarded() {
        plant("planted for its tag", "'saga.' || gen_random_uuid() || '.event.user.refund_balance.success'", 1);
        UUID id = idOfPlanted("planted for its tag");
        String read = orchestrator.get("/dead-letters/" + id).header("ETag").orElseThrow();
        orchestrator.post("/dead-letters/" + id + "/redeliver", "").hasStatus(202);

        orchestrator.send("DELETE", "/dead-letters/" + id, "", "If-Match", read).isProblem(412, "precondition-failed");
        String now = orchestrator.get("/dead-letters/" + id).header("ETag").orElseThrow();
        orchestrator.send("DELETE", "/dead-letters/" + id, "", "If-Match", now).hasStatus(204);
    }

    @Test
    void what_was_done_to_a_letter_of_no_saga_is_told_beside_the_letters() {
        plant("planted without a saga", "'nonsense'", 1);
        String cause = causeOf("planted without a saga");

        Map<String, String> form = new HashMap<>(shownOfAll(cause, "discard"));
        form.put("reason", "a stranger's, of no saga");
        onAll(cause, form);

        assertThat(page("/console/dead-letters").body())
                .containsPattern("(?s)DISCARD</b> by <b>Ada</b>.*a stranger&#39;s, of no saga.*nonsense \\{}");
    }

    @Test
    void the_letters_of_one_saga_are_found_among_all_of_their_cause() {
        UUID saga = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        say(saga, "user", "refund_balance", new Done(saga, UUID.randomUUID()));
        say(other, "user", "refund_balance", new Done(other, UUID.randomUUID()));
        await().atMost(PATIENCE)
                .until(() -> !idOf(saga).isEmpty() && !idOf(other).isEmpty());

        assertThat(page("/console/dead-letters/" + causeOf("no saga …") + "?saga=" + saga)
                        .body())
                .contains("id=\"only\"", "saga." + saga + ".event")
                .doesNotContain(other.toString(), "id=\"all\"");
    }

    @Test
    void whoever_looks_at_the_many_letters_of_one_saga_sees_older_ones_of_that_saga_alone() {
        UUID saga = UUID.randomUUID();
        plant("planted for one saga", "'saga.%s.event.user.refund_balance.success'".formatted(saga), 60);
        plant("planted for one saga", "'saga.' || gen_random_uuid() || '.event.user.refund_balance.success'", 60);
        jdbc.sql("update dead_letter set saga_id = ? where routing_key like ?")
                .params(saga, "saga." + saga + ".%")
                .update();
        String first = page("/console/dead-letters/" + causeOf("planted for one saga") + "?saga=" + saga)
                .body();

        String older = found("rel=\"next\" href=\"([^\"]+)\"", first).getFirst().replace("&amp;", "&");

        assertThat(found("(saga\\.[-0-9a-f]+\\.event)", first)).hasSize(50);
        assertThat(found("(saga\\.[-0-9a-f]+\\.event)", page(older).body()))
                .hasSize(10)
                .containsOnly("saga." + saga + ".event");
    }

    @Test
    void a_long_letter_is_shown_by_its_beginning_and_whole_on_a_page_of_its_own() {
        Answer placed = place(1, 1, 1);
        UUID saga = sagaOf(placed);
        String body = "{\"note\": \"" + "x".repeat(60_000) + "the end";
        EXCHANGE.send("saga." + saga + ".event.order.create_order.success", UUID.randomUUID(), body);
        String shown = await().atMost(PATIENCE)
                .until(() -> page("/console/sagas/" + saga).body(), html -> html.contains("Send again or discard"));
        String cause = found("/console/dead-letters/([0-9a-f]{32})\\?saga=" + saga, shown)
                .getFirst();

        String list = page("/console/dead-letters/" + cause).body();
        Answer whole = orchestrator.get("/console/dead-letters/" + idOf(saga) + "/body");

        assertThat(list).contains("All 60,017 bytes").doesNotContain("the end");
        assertThat(whole.hasStatus(200).body()).isEqualTo(body);
        assertThat(whole.header("Content-Type")).hasValue("text/plain;charset=UTF-8");
    }

    @Test
    void a_form_that_is_sent_twice_sends_a_letter_once_even_when_it_has_come_back() {
        UUID saga = UUID.randomUUID();
        Done event = new Done(saga, UUID.randomUUID());
        say(saga, "user", "refund_balance", event);
        await().atMost(PATIENCE).until(() -> !idOf(saga).isEmpty());
        UUID id = UUID.fromString(idOf(saga));
        Map<String, String> form = shownOfChosen(id, "redeliver");
        assertThat(post("/console/dead-letters", form).hasStatus(200).body()).contains("It is on its way.");

        assertThat(post("/console/dead-letters", form).hasStatus(200).body())
                .contains("It was sent again meanwhile.", "0 dead letters sent again, 1 not.");
        say(saga, "user", "refund_balance", event);
        await().atMost(PATIENCE)
                .until(() -> orchestrator
                        .get("/dead-letters/" + id)
                        .hasStatus(200)
                        .json()
                        .path("redelivered_at")
                        .isNull());
        assertThat(post("/console/dead-letters", form).hasStatus(200).body())
                .contains("It was sent again meanwhile.", "0 dead letters sent again, 1 not.");

        assertThat(post("/console/dead-letters", shownOfChosen(id, "redeliver"))
                        .hasStatus(200)
                        .body())
                .contains("It is on its way.");
    }

    @Test
    void a_letter_that_somebody_sent_again_since_it_was_shown_is_not_thrown_away() {
        plant("planted to keep", "'saga.' || gen_random_uuid() || '.event.user.refund_balance.success'", 1);
        UUID id = idOfPlanted("planted to keep");
        Map<String, String> form = shownOfChosen(id, "discard");
        orchestrator.post("/dead-letters/" + id + "/redeliver", "").hasStatus(202);

        assertThat(post("/console/dead-letters", form).hasStatus(200).body())
                .contains("It was sent again meanwhile.", "0 dead letters discarded, 1 not.");
        assertThat(idOfPlanted("planted to keep")).isEqualTo(id);
    }

    @Test
    void letters_without_their_version_are_refused_and_nothing_is_done() {
        plant("planted unseen", "'saga.' || gen_random_uuid() || '.event.user.refund_balance.success'", 1);
        UUID id = idOfPlanted("planted unseen");

        for (String letter : List.of(id.toString(), id + ":", id + ":x", "x:0")) {
            assertThat(post(
                                    "/console/dead-letters",
                                    Map.of("what", "discard", "letter", letter, "who", "Ada", "reason", "why not"))
                            .hasStatus(400)
                            .body())
                    .contains("Nothing was done: letter cannot be");
        }
        assertThat(idOfPlanted("planted unseen")).isEqualTo(id);
    }

    /** The form that shows beforehand what would be done to a letter, with a name and a reason. */
    private Map<String, String> shownOfChosen(UUID id, String what) {
        String cause = jdbc.sql("select md5(cause_kind) from dead_letter where id = ?")
                .param(id)
                .query(String.class)
                .single();
        Map<String, String> form = new HashMap<>(Map.of("who", "Ada", "reason", "chosen"));
        form.putAll(hidden(page("/console/dead-letters/" + cause + "/chosen?what=" + what + "&letter=" + id)
                .body()));
        return form;
    }

    @Test
    void nothing_is_done_without_a_choice_or_a_reason() {
        post("/console/dead-letters", Map.of("what", "discard", "who", "Ada", "reason", "why not"))
                .hasStatus(422);
        String id = UUID.randomUUID() + ":0";
        post("/console/dead-letters", Map.of("what", "discard", "letter", id, "who", "", "reason", "why not"))
                .hasStatus(422);
        post("/console/dead-letters", Map.of("what", "eat", "letter", id, "who", "Ada", "reason", "hungry"))
                .hasStatus(404);
    }

    @Test
    void what_would_be_done_to_chosen_letters_is_shown_first_and_what_was_typed_is_kept_when_something_is_missing() {
        plant("planted to look at", "'saga.' || gen_random_uuid() || '.event.user.refund_balance.success'", 2);
        String cause = causeOf("planted to look at");
        List<String> ids = found(
                "id=\"choose-([^\"]+)\"", page("/console/dead-letters/" + cause).body());
        String chosen = "/console/dead-letters/" + cause + "/chosen?what=redeliver";

        assertThat(page(chosen).body()).contains("Nothing was chosen", "Back to the letters");
        assertThat(page(chosen + "&letter=" + ids.getFirst()).body())
                .contains("Send again 1 dead letter<", "planted to look at", ids.getFirst(), "name=\"reason\"")
                .doesNotContain(ids.getLast());
        assertThat(page(chosen + "&letter=" + UUID.randomUUID()).body()).contains("it is not here any more");
        orchestrator
                .get("/console/dead-letters/" + cause + "/chosen?what=eat", "Accept", "text/html")
                .hasStatus(404);
        Map<String, String> nameless =
                new HashMap<>(hidden(page(chosen + "&letter=" + ids.getFirst()).body()));
        nameless.putAll(Map.of("who", "", "reason", "a <stranger>"));
        assertThat(post("/console/dead-letters", nameless).hasStatus(422).body())
                .contains("Nothing was done: say who", "a &lt;stranger&gt;</textarea>", ids.getFirst());
        assertThat(page("/console/dead-letters/" + cause).body()).contains(ids);
    }

    @Test
    void whoever_leaves_the_page_that_shows_what_would_be_done_is_led_back_to_the_list_as_it_was() {
        UUID saga = UUID.randomUUID();
        plant("planted to go back", "'saga.%s.event.user.refund_balance.success'".formatted(saga), 1);
        UUID id = idOfPlanted("planted to go back");
        jdbc.sql("update dead_letter set saga_id = ? where id = ?")
                .params(saga, id)
                .update();
        String list = "/console/dead-letters/" + causeOf("planted to go back");
        String ofSaga = "?saga=" + saga + "&open=true";
        Map<String, String> chosen = hidden(page(list + ofSaga).body());
        String address = list + "/chosen?what=discard&saga=" + chosen.get("saga") + "&open=" + chosen.get("open");

        String shown = page(address + "&letter=" + id).body();
        Map<String, String> form = new HashMap<>(hidden(shown));
        form.putAll(Map.of("who", "Ada", "reason", " "));
        String again = post("/console/dead-letters", form).hasStatus(422).body();
        form.put("reason", "and back");
        String done = post("/console/dead-letters", form).hasStatus(200).body();

        assertThat(link("back", page(address).body())).hasValue(list + ofSaga);
        assertThat(link("leave", shown)).hasValue(list + ofSaga);
        assertThat(link("leave", again)).hasValue(list + ofSaga);
        assertThat(link("others", done)).hasValue(list + ofSaga);
    }

    @Test
    void whoever_leaves_all_of_a_cause_is_led_back_to_those_that_were_never_sent_again_if_they_came_from_there() {
        plant("planted to leave", "'saga.' || gen_random_uuid() || '.event.user.refund_balance.success'", 51);
        String list = "/console/dead-letters/" + causeOf("planted to leave");
        String all = link("discard-all", page(list).body()).orElseThrow();
        String open = link("discard-all", page(list + "?open=true").body()).orElseThrow();
        Map<String, String> form = new HashMap<>(hidden(page(open).body()));
        form.putAll(Map.of("who", "Ada", "reason", "half of them"));

        assertThat(link("leave", page(all).body())).hasValue(list + "?saga=&open=");
        assertThat(link("leave", page(open).body())).hasValue(list + "?saga=&open=true");
        assertThat(link("stop", post(list, form).hasStatus(200).body())).hasValue(list + "?open=true");
    }

    @Test
    void what_is_no_list_of_letters_is_not_led_back_to() {
        String id = UUID.randomUUID() + ":0";
        Map<String, String> elsewhere = Map.of(
                "what", "discard", "cause", "/example.org", "letter", id, "who", "Ada", "reason", "to go elsewhere");

        assertThat(post("/console/dead-letters", elsewhere).hasStatus(400).body())
                .contains("Nothing was done: cause must");
        assertThat(orchestrator
                        .get(
                                "/console/dead-letters/" + "0".repeat(32) + "/chosen?what=discard&saga=x",
                                "Accept",
                                "text/html")
                        .hasStatus(400)
                        .body())
                .contains("saga cannot be &#39;x&#39;");
    }

    @Test
    void what_would_be_done_to_all_of_a_cause_is_shown_first() {
        plant("planted all over", "'saga.' || gen_random_uuid() || '.event.user.refund_balance.success'", 7);
        String cause = causeOf("planted all over");
        jdbc.sql("update dead_letter set redelivered_at = now() where id = (select min(id::text)::uuid from dead_letter"
                        + " where cause = 'planted all over')")
                .update();

        String discard =
                page("/console/dead-letters/" + cause + "/all?what=discard").body();
        assertThat(discard)
                .contains("Discard all of one cause: 7 dead letters", "planted all over", "The newest of them");
        assertThat(found("id=\"letter-([-0-9a-f]{36})\"", discard)).hasSize(5);
        assertThat(page("/console/dead-letters/" + cause + "/all?what=redeliver")
                        .body())
                .contains("Send again all of one cause: 6 dead letters", "is not sent once more");
        Map<String, String> form = new HashMap<>(hidden(discard));
        form.putAll(Map.of("who", "Ada", "reason", " "));
        assertThat(post("/console/dead-letters/" + cause, form).hasStatus(422).body())
                .contains("Nothing was done: say reason", "value=\"Ada\"", "Discard all of one cause: 7 dead letters");
        form.put("reason", "planted all over");
        assertThat(onAll(cause, form)).contains("7 of 7 seen to: 7 discarded.");
        assertThat(page("/console/dead-letters/" + cause + "/all?what=discard").body())
                .contains("There is none of them any more.");
    }

    @Test
    void letters_that_were_never_sent_again_are_listed_alone() {
        plant("planted and sent", "'saga.' || gen_random_uuid() || '.event.user.refund_balance.success'", 1);
        plant("planted half sent", "'saga.' || gen_random_uuid() || '.event.user.refund_balance.success'", 2);
        UUID sent = jdbc.sql("select min(id::text)::uuid from dead_letter where cause = 'planted half sent'")
                .query(UUID.class)
                .single();
        jdbc.sql("update dead_letter set redelivered_at = now() where id = ? or cause = 'planted and sent'")
                .param(sent)
                .update();
        String cause = causeOf("planted half sent");

        assertThat(page("/console/dead-letters?open=true").body())
                .contains("planted half sent")
                .doesNotContain("planted and sent");
        assertThat(page("/console/dead-letters").body()).contains("planted and sent");
        assertThat(page("/console/dead-letters/" + cause + "?open=true").body()).doesNotContain(sent.toString());
        assertThat(page("/console/dead-letters/" + cause).body())
                .contains(sent.toString(), "<h1>Dead letters: <span>planted half sent");
    }

    @Test
    void all_letters_of_a_cause_are_seen_to_in_slices_and_what_was_sent_again_is_not_sent_twice() {
        plant("planted for slices", "'saga.' || gen_random_uuid() || '.event.user.refund_balance.success'", 120);
        plant("planted for slices", "'nonsense'", 1);
        String cause = causeOf("planted for slices");
        assertThat(page("/console/dead-letters/" + cause).body())
                .contains("Send again all of this cause (121)", "Discard all of this cause (121)");

        String first = onAll(cause, shownOfAll(cause, "redeliver"));
        assertThat(first).contains("50 of 121 seen to: 49 sent again, 1 not.", "hx-trigger=\"load\"");
        String second = onAll(cause, hidden(first));
        assertThat(second).contains("100 of 121 seen to: 99 sent again, 1 not.").doesNotContain("That was all");
        assertThat(onAll(cause, hidden(second)))
                .contains("121 of 121 seen to: 120 sent again, 1 not.", "That was all")
                .doesNotContain("hx-trigger=\"load\"");

        assertThat(page("/console/dead-letters/" + cause).body())
                .contains("Send again all of this cause (1)", "Discard all of this cause (121)");
        assertThat(onAll(cause, shownOfAll(cause, "redeliver"))).contains("1 of 1 seen to: 0 sent again, 1 not.");
        String discarded = onAll(cause, hidden(onAll(cause, shownOfAll(cause, "discard"))));
        assertThat(onAll(cause, hidden(discarded))).contains("121 of 121 seen to: 121 discarded.");
        assertThat(page("/console/dead-letters/" + cause).body()).contains("There are none any more.");
        assertThat(jdbc.sql("select count(*) from operator_action where reason = 'of one cause' and who = 'Ada'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(120 + 121);
        assertThat(page("/console/dead-letters").body())
                .containsSubsequence(
                        "DISCARD</b> 121 times by <b>Ada</b>: <q>of one cause</q>",
                        "5 of them",
                        "nonsense {}",
                        "REDELIVER</b> 120 times by <b>Ada</b>",
                        "href=\"/console/by-hand\"");
    }

    @Test
    void letters_that_came_since_all_of_their_cause_were_shown_are_not_among_them() {
        plant("planted before", "'saga.' || gen_random_uuid() || '.event.user.refund_balance.success'", 60);
        String cause = causeOf("planted before");
        Map<String, String> form = new HashMap<>(shownOfAll(cause, "discard"));
        form.put("reason", "planted before");
        plant("planted before", "'saga.' || gen_random_uuid() || '.event.user.refund_balance.success'", 3);

        String first = onAll(cause, form);

        assertThat(first).contains("50 of 60 seen to: 50 discarded.");
        form.putAll(hidden(first));
        assertThat(onAll(cause, form)).contains("60 of 60 seen to: 60 discarded.", "That was all");
        assertThat(page("/console/dead-letters/" + cause).body()).contains("Discard all of this cause (3)");
    }

    @Test
    void a_letter_that_somebody_sent_again_meanwhile_is_not_sent_twice_with_all_of_its_cause() {
        plant("planted for a race", "'saga.' || gen_random_uuid() || '.event.user.refund_balance.success'", 1);
        UUID id = idOfPlanted("planted for a race");
        String cause = causeOf("planted for a race");
        Map<String, String> form = shownOfAll(cause, "redeliver");

        CompletableFuture<String> all = new TransactionTemplate(transactions).execute(_ -> {
            jdbc.sql("update dead_letter set redelivered_at = clock_timestamp() where id = ?")
                    .param(id)
                    .update();
            CompletableFuture<String> begun = CompletableFuture.supplyAsync(() -> onAll(cause, form));
            await().atMost(PATIENCE).until(this::somebodyWaitsForALetter);
            return begun;
        });

        assertThat(all.join()).contains("1 of 1 seen to: 0 sent again, 1 not.");
    }

    private boolean somebodyWaitsForALetter() {
        return jdbc.sql("select count(*) > 0 from pg_stat_activity where wait_event_type = 'Lock'"
                        + " and query like '%from dead_letter where id%for update%'")
                .query(Boolean.class)
                .single();
    }

    /** The form that shows beforehand what would be done, as it is sent. */
    private Map<String, String> shownOfAll(String cause, String what) {
        return hidden(
                page("/console/dead-letters/" + cause + "/all?what=" + what).body());
    }

    private String onAll(String cause, Map<String, String> shown) {
        Map<String, String> form = new HashMap<>(Map.of("who", "Ada", "reason", "of one cause"));
        form.putAll(shown);
        return post("/console/dead-letters/" + cause, form).hasStatus(200).body();
    }

    private static Map<String, String> hidden(String html) {
        return Pattern.compile("type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")
                .matcher(html)
                .results()
                .collect(Collectors.toMap(field -> field.group(1), field -> field.group(2), (_, last) -> last));
    }

    @Test
    void of_very_many_letters_the_page_says_that_it_counts_the_newest_alone() {
        assertThat(page("/console/dead-letters").body()).doesNotContain("id=\"capped\"");

        plant("planted by thousands", "'saga.' || gen_random_uuid() || '.event.user.refund_balance.success'", 10_001);

        assertThat(page("/console/dead-letters").body())
                .contains("id=\"capped\"", "these are the newest 200 causes of the newest 10,000 letters", ">10,000<");
        assertThat(page("/console/dead-letters/" + causeOf("planted by thousands"))
                        .body())
                .contains("Discard all of this cause (10,000 or more)");
    }

    private UUID idOfPlanted(String cause) {
        return jdbc.sql("select id from dead_letter where cause = ?")
                .param(cause)
                .query(UUID.class)
                .single();
    }

    private void plant(String cause, String routingKey, int letters) {
        jdbc.sql("""
            insert into dead_letter (id, service, queue, cause, routing_key, headers, body)
            select (lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') || '7'
                        || lpad(to_hex(i), 3, '0') || right(gen_random_uuid()::text, 17))::uuid,
                   'user-service', 'user-service.commands', ?, %s, '{}', '{}'
              from generate_series(1, ?) i
            """.formatted(routingKey)).param(cause).param(letters).update();
    }

    @AfterEach
    void tidyUp() {
        jdbc.sql("delete from dead_letter where cause like 'planted %'").update();
    }

    private String causeOf(String text) {
        return await().atMost(PATIENCE)
                .until(
                        () -> found(
                                "/console/dead-letters/([0-9a-f]{32})[^<]*>[^<]*" + text,
                                page("/console/dead-letters").body()),
                        causes -> !causes.isEmpty())
                .getFirst();
    }

    private String causeOfLetter(UUID saga) {
        return found(
                        "/console/dead-letters/([0-9a-f]{32})",
                        page("/console/dead-letters").body())
                .stream()
                .filter(cause -> page("/console/dead-letters/" + cause).body().contains(saga.toString()))
                .findFirst()
                .orElseThrow();
    }

    private String idOf(UUID saga) {
        List<String> ids = found(
                "\"id\":\"([^\"]+)\",\"saga_id\":\"" + saga,
                orchestrator.get("/dead-letters").body());
        return ids.isEmpty() ? "" : ids.getFirst();
    }
}
