package io.ordersaga.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.assertj.core.api.AbstractAssert;

/** What is said of every problem document. */
final class ProblemAssert extends AbstractAssert<ProblemAssert, Answer> {

    private ProblemAssert(Answer answer) {
        super(answer, ProblemAssert.class);
    }

    static ProblemAssert assertThatProblem(Answer answer, int status, String slug) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).as(answer.body()).hasValue("application/problem+json");
        assertThat(answer.json().path("type").asString()).isEqualTo("urn:order-saga:problem:" + slug);
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.json().path("title").asString()).isNotBlank();
        assertThat(answer.json().path("detail").asString()).endsWith(".");
        return new ProblemAssert(answer);
    }

    static ProblemAssert assertThatInvalid(Answer answer) {
        return assertThatProblem(answer, 400, "invalid-request");
    }

    ProblemAssert says(String detail) {
        assertThat(actual.json().path("detail").asString()).isEqualTo(detail);
        return this;
    }

    ProblemAssert isOf(String path) {
        assertThat(actual.json().path("instance").asString()).isEqualTo(path);
        return this;
    }

    ProblemAssert has(String header, String value) {
        assertThat(actual.header(header)).hasValue(value);
        return this;
    }

    /** Names this field and no other. */
    ProblemAssert names(String field, String message) {
        assertThat(actual.json().path("errors"))
                .extracting(
                        error -> error.path("field").asString(),
                        error -> error.path("message").asString())
                .containsExactly(tuple(field, message));
        return this;
    }

    /** Names these fields in this order and no other. */
    ProblemAssert names(String... fields) {
        assertThat(actual.json().path("errors"))
                .extracting(error -> error.path("field").asString())
                .containsExactly(fields);
        return this;
    }
}
