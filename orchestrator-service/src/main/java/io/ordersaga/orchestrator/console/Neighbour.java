package io.ordersaga.orchestrator.console;

import io.ordersaga.rest.Problems;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/**
 * Another service, over its REST interface. What it refuses is told in its words, as a 422; that it fails or does not
 * answer, as a 503.
 */
@Slf4j
record Neighbour(String name, URI url, RestClient client) {

    private static final String START = "Start it, and try again.";

    /** Whoever made a change once more that was made and not answered would make it twice. */
    private static final String LOOK = "It may have been done all the same: look before you try again.";

    private static final String SEND_AGAIN =
            "It may have been done all the same: reload this page to send it again, which counts once.";

    <T> T get(Class<T> type, String path, Object... values) {
        return asked(() -> client.get().uri(path, values).retrieve().body(type));
    }

    /** Empty when there is no such thing. */
    <T> Optional<T> find(Class<T> type, String path, Object... values) {
        return asked(() -> {
            try {
                return Optional.ofNullable(
                        client.get().uri(path, values).retrieve().body(type));
            } catch (HttpClientErrorException.NotFound e) {
                return Optional.empty();
            }
        });
    }

    <T> List<T> list(ParameterizedTypeReference<List<T>> type, String path, Object... values) {
        return asked(() -> client.get().uri(path, values).retrieve().body(type));
    }

    <T> T post(Class<T> type, Object body, String path, Object... values) {
        return done(() -> client.post().uri(path, values).body(body).retrieve().body(type));
    }

    /** Counts once, however often it is sent by the same key. */
    <T> T postOnce(Class<T> type, Object body, String idempotencyKey, String path, Object... values) {
        return answered(
                () -> client.post()
                        .uri(path, values)
                        .header("Idempotency-Key", idempotencyKey)
                        .body(body)
                        .retrieve()
                        .body(type),
                SEND_AGAIN);
    }

    /** Sends what is answered with nothing. */
    void tell(Object body, String path) {
        done(() -> client.post().uri(path).body(body).retrieve().toBodilessEntity());
    }

    void delete(String path, Object... values) {
        done(() -> client.delete().uri(path, values).retrieve().toBodilessEntity());
    }

    private <A> A asked(Supplier<@Nullable A> question) {
        return answered(question, START);
    }

    private <A> A done(Supplier<@Nullable A> change) {
        return answered(change, LOOK);
    }

    private <A> A answered(Supplier<@Nullable A> question, String adviceIfSent) {
        try {
            return Objects.requireNonNull(question.get(), name + " answered nothing");
        } catch (RestClientResponseException e) {
            throw e.getStatusCode().is5xxServerError()
                    ? Problems.unavailable("service-failed", "The " + name + " could not do it: " + reason(e))
                    : Problems.unprocessable("refused-by-service", "The " + name + " refused: " + reason(e));
        } catch (RestClientException e) {
            log.warn("{} does not answer: {}", name, e.toString());
            throw Problems.unavailable(
                    "service-unreachable",
                    "The " + name + " does not answer: " + NoAnswer.why(e) + ". "
                            + (NoAnswer.isNeverAsked(e) ? START : adviceIfSent));
        }
    }

    /** What is read of a problem document (RFC 9457). */
    private record Problem(
            @Nullable String detail, @Nullable List<Problems.FieldError> errors) {}

    /** Something in between, as a proxy, answers in words of its own. */
    private static @Nullable Problem problem(RestClientResponseException e) {
        MediaType type = Objects.requireNonNullElseGet(e.getResponseHeaders(), HttpHeaders::new)
                .getContentType();
        return MediaType.APPLICATION_PROBLEM_JSON.isCompatibleWith(type) ? e.getResponseBodyAs(Problem.class) : null;
    }

    private static String reason(RestClientResponseException e) {
        Problem problem = problem(e);
        return problem == null
                ? e.getStatusText()
                : ConsoleProblems.inWords(
                        Objects.requireNonNullElse(problem.detail(), e.getStatusText()),
                        Objects.requireNonNullElse(problem.errors(), List.of()));
    }
}
