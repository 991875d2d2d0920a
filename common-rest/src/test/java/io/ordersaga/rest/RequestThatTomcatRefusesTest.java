package io.ordersaga.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestThatTomcatRefusesTest extends OverHttp {

    @ParameterizedTest
    @ValueSource(strings = {"/books?author=<a>", "/books/%zz", "/books/..%2f", "/books/{1}"})
    void addressThatIsNoneIsAnsweredWithProblem(String address) throws IOException {
        assertThatBadRequest(sendLines("GET " + address + " HTTP/1.1", "Host: bookshop"));
    }

    @Test
    void missingHostIsAnsweredWithProblem() throws IOException {
        assertThatBadRequest(sendLines("GET /books HTTP/1.1"));
    }

    @Test
    void hugeHeaderIsAnsweredWithProblem() throws IOException {
        assertThatBadRequest(sendLines("GET /books HTTP/1.1", "Host: bookshop", "Cookie: " + "x".repeat(20_000)));
    }

    @Test
    void traceIsAnsweredWithProblemOfItsAddress() throws IOException {
        assertThat(sendLines("TRACE /books HTTP/1.1", "Host: bookshop"))
                .startsWith("HTTP/1.1 405")
                .contains("Content-Type: application/problem+json", "\"instance\":\"/books\"");
    }

    private static void assertThatBadRequest(String answer) {
        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains(
                        "Content-Type: application/problem+json",
                        "\"type\":\"urn:order-saga:problem:bad-request\"",
                        "\"status\":400")
                .doesNotContain("<html", "Tomcat");
    }
}
