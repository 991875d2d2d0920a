package io.ordersaga.rest;

import static io.ordersaga.rest.ProblemAssert.assertThatInvalid;
import static io.ordersaga.rest.ProblemAssert.assertThatProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorsAreProblemDocumentsTest extends OverHttp {

    @Test
    void unknownIdIsNotFound() {
        assertThatProblem(get("/books/9"), 404, "book-not-found")
                .says("There is no book 9; check the id.")
                .isOf("/books/9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/books/1/pages", "/nowhere/%20"})
    void unknownPathIsNotFound(String path) {
        assertThatProblem(get(path), 404, "not-found")
                .says("There is nothing here; /swagger-ui.html shows what there is.")
                .isOf(path);
    }

    @ParameterizedTest
    @CsvSource({"//, /", "//books/1, /books/1", "///nowhere, /nowhere"})
    void pathThatBeginsWithSeveralSlashesIsNotFound(String path, String instance) {
        assertThatProblem(get(path), 404, "not-found").isOf(instance);
    }

    @Test
    void errorPageItselfIsNotFound() {
        assertThatProblem(get("/error"), 404, "not-found");
    }

    @Test
    void methodThatIsNotOfferedIsNamed() {
        Answer answer = send("DELETE", "/books", BodyPublishers.noBody());

        assertThatProblem(answer, 405, "method-not-allowed")
                .says("DELETE cannot be used here; the header Allow says what can.");
        assertThat(answer.header("Allow").orElse("").split(", ")).containsExactlyInAnyOrder("GET", "POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml", "application/yaml", "nonsense"})
    void answerOfAnotherTypeCannotBeHad(String type) {
        assertThatProblem(get("/books/1", "Accept", type), 406, "not-acceptable")
                .says("The answer would be JSON; let the header Accept allow application/json.");
    }

    @Test
    void domainSaysWhatWasWrong() {
        assertThatProblem(fail("conflict"), 409, "book-is-lent").says("The book is lent; wait until it is back.");
        assertThatProblem(fail("unprocessable"), 422, "shelf-is-full").says("The shelf is full; take a book away.");
        assertThatInvalid(fail("invalid")).names("shelf", "must be one of this room");
    }

    @Test
    void withoutDatabaseTheClientIsAskedToComeAgain() {
        assertThatProblem(fail("no-connection"), 503, "service-unavailable").has("Retry-After", "2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"connection-lost", "rollback-failed", "lock-timeout"})
    void whenTheDatabaseIsLostOnTheWayTheClientIsAskedToLook(String kind) {
        assertThatProblem(fail(kind), 503, "service-interrupted").has("Retry-After", "2");
    }

    @Test
    void changeAtTheSameMomentIsConflict() {
        assertThatProblem(fail("stale"), 409, "changed-meanwhile");
    }

    @Test
    void ourOwnFaultShowsNothingOfTheInside() {
        Answer answer = fail("bug");

        assertThatProblem(answer, 500, "internal-error").isOf("/faults/bug");
        assertThat(answer.body()).doesNotContain("secret", "Exception");
    }

    private Answer fail(String kind) {
        return send("POST", "/faults/" + kind, BodyPublishers.noBody());
    }
}
