package io.ordersaga.orchestrator.console;

import io.ordersaga.rest.Problems;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** Who does something by hand, and why. The name is what the operator typed: it tells colleagues, it proves nothing. */
record Operator(String who, String reason) {

    static final String COOKIE = "console-operator";

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_REASON = 1_000;
    private static final Duration REMEMBERED = Duration.ofDays(180);

    Operator {
        who = required("who", who, LONGEST_NAME);
        reason = required("reason", reason, LONGEST_REASON);
    }

    private static String required(String field, String text, int longest) {
        String stripped = text.replace('\0', ' ').strip();
        if (stripped.isEmpty() || stripped.length() > longest) {
            throw Problems.unprocessable(
                    field + "-missing", "Nothing was done: say " + field + ", in at most " + longest + " characters.");
        }
        return stripped;
    }

    /** So that the name is typed once. */
    void remember(HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(COOKIE, URLEncoder.encode(who, StandardCharsets.UTF_8))
                        .path("/console")
                        .httpOnly(true)
                        .sameSite("Strict")
                        .maxAge(REMEMBERED)
                        .build()
                        .toString());
    }

    static String named(@Nullable String cookie) {
        try {
            return cookie == null ? "" : URLDecoder.decode(cookie, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
