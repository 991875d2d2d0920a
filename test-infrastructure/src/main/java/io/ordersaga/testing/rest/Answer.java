package io.ordersaga.testing.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.Optional;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a service answered, and what is to be expected of it. */
public record Answer(int status, HttpHeaders headers, String body) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    public JsonNode json() {
        return JSON.readTree(body);
    }

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** The address of the next page, without the host; empty on the last page. */
    public Optional<String> nextPage() {
        return header("Link").map(link -> {
            assertThat(link).matches("<http://localhost:\\d+/.*>; rel=\"next\"");
            return link.substring(link.indexOf('/', "<http://".length()), link.indexOf('>'));
        });
    }

    public Answer hasStatus(int expected) {
        assertThat(status).as(body).isEqualTo(expected);
        return this;
    }

    /** A problem document (RFC 9457) with everything that our contract wants of one. */
    public Answer isProblem(int expected, String slug) {
        hasStatus(expected);
        assertThat(header("Content-Type")).hasValue("application/problem+json");
        assertThat(json().path("type").asString()).isEqualTo("urn:order-saga:problem:" + slug);
        assertThat(json().path("status").asInt()).isEqualTo(expected);
        assertThat(json().path("title").asString()).isNotBlank();
        assertThat(json().path("detail").asString()).isNotBlank();
        return this;
    }

    /** The problem of invalid input, which names these fields, each once or more, and says what is wrong. */
    public void isInvalid(String... fields) {
        isProblem(400, "invalid-request");
        assertThat(json().path("errors").values())
                .as(body)
                .extracting(error -> error.path("field").asString())
                .containsOnly(fields);
        assertThat(json().path("errors").values())
                .allSatisfy(
                        error -> assertThat(error.path("message").asString()).isNotBlank());
    }
}
