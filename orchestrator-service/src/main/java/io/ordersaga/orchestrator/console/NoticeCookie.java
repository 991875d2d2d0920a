package io.ordersaga.orchestrator.console;

import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Carries a {@link Notice} from the form to the page behind it, whichever instance of the console shows that. */
final class NoticeCookie {

    static final String NAME = "console-notice";

    /** A page that fails to come leaves it to no later one that has nothing to do with it. */
    private static final BrowserCookie COOKIE = new BrowserCookie(NAME, "/", Duration.ofSeconds(30));

    private static final String SEPARATOR = ":";

    private NoticeCookie() {}

    static void set(Notice notice, List<String> facts, HttpServletResponse response) {
        COOKIE.set(
                Stream.concat(Stream.of(notice.name()), facts.stream())
                        .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8))
                        .collect(Collectors.joining(SEPARATOR)),
                response);
    }

    static void forget(HttpServletResponse response) {
        COOKIE.forget(response);
    }

    /** In words; empty when it is none of ours. */
    static Optional<String> read(String cookie) {
        try {
            List<String> parts = Stream.of(cookie.split(SEPARATOR, -1))
                    .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
                    .toList();
            return Notice.of(parts.getFirst()).flatMap(notice -> notice.inWords(parts.subList(1, parts.size())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
