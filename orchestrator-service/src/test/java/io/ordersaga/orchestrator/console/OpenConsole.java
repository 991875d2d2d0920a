package io.ordersaga.orchestrator.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.orchestrator.RunningOrchestrator;
import io.ordersaga.testing.rest.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The console as a browser meets it, without the browser. */
abstract class OpenConsole extends RunningOrchestrator {

    private static final String FORM = "application/x-www-form-urlencoded";

    protected Answer page(String path) {
        Answer answer = orchestrator.get(path, "Accept", "text/html").hasStatus(200);
        assertThat(answer.header("Content-Type")).hasValue("text/html;charset=UTF-8");
        return answer;
    }

    /** What the browser shows after a form was sent. */
    protected Answer pageAfter(Answer form, String path) {
        String cookies = form.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .collect(Collectors.joining("; "));
        return orchestrator.get(path, "Accept", "text/html", "Cookie", cookies).hasStatus(200);
    }

    protected Answer post(String path, Map<String, String> form, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = FORM;
        System.arraycopy(headers, 0, all, 2, headers.length);
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return orchestrator.send("POST", path, body, all);
    }

    protected static String seen(String form) {
        return Pattern.compile("name=\"seen\" value=\"([^\"]+)\"")
                .matcher(form)
                .results()
                .map((MatchResult found) -> found.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no form in " + form));
    }

    /** Where a link with that id leads; empty when there is none. */
    protected static Optional<String> link(String id, String html) {
        return found("id=\"" + Pattern.quote(id) + "\"[^>]* href=\"([^\"]+)\"", html).stream()
                .map(address -> address.replace("&amp;", "&"))
                .findFirst();
    }

    protected static UUID orderOf(Answer placed) {
        return UUID.fromString(placed.json().path("order_id").asString());
    }

    /** What stands in the first group of each match. */
    protected static List<String> found(String pattern, String html) {
        return Pattern.compile(pattern)
                .matcher(html)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
