package io.ordersaga.local.demo;

import io.ordersaga.local.LocalStackException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks to the services as any client would. */
public final class Rest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(40);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Duration patience;

    public Rest() {
        this(ANSWER_WITHIN);
    }

    /** @param patience how long an answer is waited for */
    public Rest(Duration patience) {
        this.patience = patience;
    }

    /** An answer: status and JSON body, and the version of the resource, if it told one. */
    public record Answer(int status, JsonNode body, Optional<String> etag) {}

    public Answer get(URI url) {
        return send(HttpRequest.newBuilder(url).GET());
    }

    /** @param headers names and values in turn, here and below */
    public Answer post(URI url, Object body, String... headers) {
        return send("POST", url, body, headers);
    }

    public Answer put(URI url, Object body, String... headers) {
        return send("PUT", url, body, headers);
    }

    private Answer send(String method, URI url, Object body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    public Answer post(URI url) {
        return post(url, Map.of());
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response =
                    http.send(request.timeout(patience).build(), HttpResponse.BodyHandlers.ofByteArray());
            JsonNode body = response.body().length == 0 ? JSON.nullNode() : JSON.readTree(response.body());
            return new Answer(response.statusCode(), body, response.headers().firstValue("ETag"));
        } catch (IOException e) {
            throw new LocalStackException("A service does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("interrupted", e);
        }
    }
}
