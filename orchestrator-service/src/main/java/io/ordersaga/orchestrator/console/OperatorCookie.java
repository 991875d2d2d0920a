package io.ordersaga.orchestrator.console;

import io.ordersaga.orchestrator.operator.Operator;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** Remembers an operator's name, so that it is typed once. */
final class OperatorCookie {

    static final String NAME = "console-operator";

    private static final Duration REMEMBERED = Duration.ofDays(180);

    private OperatorCookie() {}

    static void remember(Operator operator, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(NAME, URLEncoder.encode(operator.who(), StandardCharsets.UTF_8))
                        .path("/console")
                        .httpOnly(true)
                        .sameSite("Strict")
                        .maxAge(REMEMBERED)
                        .build()
                        .toString());
    }

    static String read(@Nullable String cookie) {
        try {
            return cookie == null ? "" : URLDecoder.decode(cookie, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
