package io.ordersaga.orchestrator.console;

import io.ordersaga.rest.Problems;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.ProblemDetail;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/**
 * Another service, over its REST interface. What it refuses is told in its words, as a 422; that it does not answer, as a
 * 503.
 */
record Neighbour(String name, RestClient client) {

    <T> T get(Class<T> type, String path, Object... values) {
        return asked(() -> client.get().uri(path, values).retrieve().body(type));
    }

    <T> List<T> list(ParameterizedTypeReference<List<T>> type, String path, Object... values) {
        return asked(() -> client.get().uri(path, values).retrieve().body(type));
    }

    <T> T post(Class<T> type, Object body, String path, Object... values) {
        return asked(() -> client.post().uri(path, values).body(body).retrieve().body(type));
    }

    /** Sends what is answered with nothing. */
    void tell(Object body, String path) {
        asked(() -> client.post().uri(path).body(body).retrieve().toBodilessEntity());
    }

    void delete(String path, Object... values) {
        asked(() -> client.delete().uri(path, values).retrieve().toBodilessEntity());
    }

    private <A> A asked(Supplier<@Nullable A> question) {
        try {
            return Objects.requireNonNull(question.get(), name + " answered nothing");
        } catch (RestClientResponseException e) {
            throw Problems.unprocessable("refused-by-service", "The " + name + " refused: " + reason(e));
        } catch (RestClientException e) {
            throw Problems.unavailable(
                    "service-unreachable",
                    "The " + name + " does not answer: " + NestedExceptionUtils.getMostSpecificCause(e)
                            + ". Start it, and try again.");
        }
    }

    private static String reason(RestClientResponseException e) {
        ProblemDetail problem = e.getResponseBodyAs(ProblemDetail.class);
        return problem == null
                ? e.getStatusText()
                : Optional.ofNullable(problem.getDetail()).orElse(e.getStatusText())
                        + Optional.ofNullable(problem.getProperties())
                                .map(more -> " " + more.get("errors"))
                                .orElse("");
    }
}
