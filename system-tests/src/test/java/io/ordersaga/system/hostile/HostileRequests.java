package io.ordersaga.system.hostile;

import io.ordersaga.local.service.ServiceName;
import io.ordersaga.system.RunningSystem;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sends what no honest client sends, and collects what was not answered as a client's mistake. */
final class HostileRequests {

    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "BREW");

    private static final List<String> TYPES = List.of(
            "application/json",
            "text/xml",
            "x/y",
            "application/json;charset=x",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "multipart/form-data;boundary=x");

    private record Door(ServiceName service, String path) {}

    private final RunningSystem system;
    private final Garbage garbage;
    private final HttpClient http = HttpClient.newHttpClient();

    HostileRequests(RunningSystem system, Garbage garbage) {
        this.system = system;
        this.garbage = garbage;
    }

    /** What was answered with 5xx, or not at all. */
    List<String> flood(int requests, long user, long product) {
        List<Door> doors = doors(user, product);
        List<String> impolite = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            send(garbage.oneOf(doors)).ifPresent(impolite::add);
        }
        return impolite;
    }

    private static List<Door> doors(long user, long product) {
        return List.of(
                new Door(ServiceName.ORCHESTRATOR, "/orders"),
                new Door(ServiceName.ORCHESTRATOR, "/sagas"),
                new Door(ServiceName.ORCHESTRATOR, "/sagas/order/"),
                new Door(ServiceName.ORCHESTRATOR, "/dead-letters"),
                new Door(ServiceName.ORCHESTRATOR, "/console/sagas"),
                new Door(ServiceName.ORCHESTRATOR, "/console/dead-letters"),
                new Door(ServiceName.ORDER, "/orders"),
                new Door(ServiceName.PRODUCT, "/products"),
                new Door(ServiceName.PRODUCT, "/products/" + product),
                new Door(ServiceName.PRODUCT, "/products/" + product + "/restock"),
                new Door(ServiceName.USER, "/users"),
                new Door(ServiceName.USER, "/users/" + user),
                new Door(ServiceName.USER, "/users/" + user + "/deposit"));
    }

    private Optional<String> send(Door door) {
        String path = door.path() + tail();
        String method = garbage.oneOf(METHODS);
        HttpRequest.Builder request = HttpRequest.newBuilder(system.url(door.service(), path))
                .timeout(Duration.ofSeconds(30))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(garbage.body(garbage.id())));
        request.header("Content-Type", garbage.oneOf(TYPES));
        request.header("If-Match", "\"nonsense\"");
        if (garbage.now(3)) {
            request.header("Prefer", "wait=" + garbage.oneOf(List.of("-1", "99999999999", "x", "")));
            request.header("traceparent", garbage.oneOf(List.of("00-0-0-0", "x", "00-" + "f".repeat(300))));
            request.header("Idempotency-Key", "k".repeat(garbage.oneOf(List.of(1, 255, 256, 4_000))));
        }
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() < 500
                    ? Optional.empty()
                    : Optional.of(method + " " + path + " -> " + answer.statusCode() + " " + answer.body());
        } catch (IOException e) {
            return Optional.of(method + " " + path + " -> " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String tail() {
        return garbage.oneOf(List.of(
                "",
                "?limit=-1&after=x",
                "?status=%00&created_after=9999999999999",
                "?created_before=9223372036854775807",
                "?created_after=%2B300000-01-01T00:00:00Z",
                "?limit=1000&after=00000000-0000-0000-0000-000000000000",
                "/" + encoded(),
                "/" + garbage.id(),
                "?" + encoded() + "=" + encoded()));
    }

    private String encoded() {
        return URLEncoder.encode(garbage.word(), StandardCharsets.UTF_8);
    }
}
