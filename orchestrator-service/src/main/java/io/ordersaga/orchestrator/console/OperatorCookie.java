package io.ordersaga.orchestrator.console;

import io.ordersaga.orchestrator.operator.Operator;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Remembers an operator's name, so that it is typed once. */
final class OperatorCookie {

    static final String NAME = "console-operator";

    private static final BrowserCookie COOKIE = new BrowserCookie(NAME, "/console", Duration.ofDays(180));

    private OperatorCookie() {}

    static void remember(Operator operator, HttpServletResponse response) {
        COOKIE.set(URLEncoder.encode(operator.who(), StandardCharsets.UTF_8), response);
    }

    static String read(@Nullable String cookie) {
        try {
            return cookie == null ? "" : URLDecoder.decode(cookie, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
