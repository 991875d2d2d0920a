package io.ordersaga.rest;

import static io.ordersaga.rest.ProblemAssert.assertThatProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTest extends OverHttp {

    @Test
    void resourceHasStrongTagOfItsVersion() {
        assertThat(get("/books/1").header("ETag")).hasValue("\"3\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"3\"", "W/\"3\"", "\"2\", \"3\""})
    void whoHasTheVersionIsNotSentItAgain(String known) {
        Answer answer = get("/books/1", "If-None-Match", known);

        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void whoHasAnOlderVersionIsSentTheResource() {
        assertThat(get("/books/1", "If-None-Match", "\"2\"").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"3\"", "\"2\", \"3\"", "\"2\",\"3\"", "*"})
    void changeOfTheVersionThatWasReadPasses(String ifMatch) {
        Answer answer = replace("If-Match", ifMatch);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).hasValue("\"4\"");
    }

    @Test
    void changeWithoutConditionPasses() {
        assertThat(replace().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2\"", "W/\"3\"", "3", "\"33\"", "\"1\", \"2\"", ""})
    void changeOfAnotherVersionIsRefused(String ifMatch) {
        assertThatProblem(replace("If-Match", ifMatch), 412, "precondition-failed")
                .says("It has changed since you read it: it is now version \"3\". Read it again and decide.");
    }

    private Answer replace(String... condition) {
        String[] headers = condition.length == 0
                ? new String[] {"Content-Type", "application/json"}
                : new String[] {"Content-Type", "application/json", condition[0], condition[1]};
        return send("PUT", "/books/1", BodyPublishers.ofString(BOOK), headers);
    }
}
