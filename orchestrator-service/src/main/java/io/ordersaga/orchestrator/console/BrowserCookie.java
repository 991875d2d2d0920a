package io.ordersaga.orchestrator.console;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** Something that a browser keeps for the console, and tells neither scripts nor other sites' pages. */
record BrowserCookie(String name, String path, Duration kept) {

    void set(String value, HttpServletResponse response) {
        set(value, kept, response);
    }

    void forget(HttpServletResponse response) {
        set("", Duration.ZERO, response);
    }

    private void set(String value, Duration age, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(name, value)
                        .path(path)
                        .httpOnly(true)
                        .sameSite("Strict")
                        .maxAge(age)
                        .build()
                        .toString());
    }
}
