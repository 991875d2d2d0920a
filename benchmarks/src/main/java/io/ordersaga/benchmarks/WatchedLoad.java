package io.ordersaga.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A load that is watched: the console's overview is open and fetched again whenever something has happened, as a browser
 * does, and Prometheus asks every service for its metrics.
 */
record WatchedLoad(Load load, URI orchestrator, List<URI> services) implements Load {

    private static final Duration SCRAPED_EVERY = Duration.ofSeconds(5);

    @Override
    public Result run(int clients, int seconds) {
        try (HttpClient http = HttpClient.newHttpClient();
                ExecutorService watchers = Executors.newVirtualThreadPerTaskExecutor()) {
            AtomicInteger pages = new AtomicInteger();
            Future<?> following = watchers.submit(() -> follow(http, pages));
            Future<?> scraping = watchers.submit(() -> scrape(http));
            Result result = load.run(clients, seconds);
            Stream.of(following, scraping)
                    .filter(Future::isDone)
                    .forEach(ended -> result.wrong().add("nobody watched to the end: " + ended));
            if (pages.get() == 0) {
                result.wrong().add("the console told of nothing, so that its page was never fetched");
            }
            watchers.shutdownNow();
            http.shutdownNow();
            return result;
        }
    }

    private Void follow(HttpClient http, AtomicInteger pages) throws IOException, InterruptedException {
        try (Stream<String> live = http.send(request("/console/live"), HttpResponse.BodyHandlers.ofLines())
                .body()) {
            for (String line : (Iterable<String>) live::iterator) {
                if (line.startsWith("data")) {
                    read(http, request("/"));
                    pages.incrementAndGet();
                }
            }
        }
        throw new IOException("the console ended its events");
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(orchestrator.resolve(path)).build();
    }

    private Void scrape(HttpClient http) throws IOException, InterruptedException {
        while (true) {
            for (URI service : services) {
                read(
                        http,
                        HttpRequest.newBuilder(service.resolve("/actuator/prometheus"))
                                .build());
            }
            Thread.sleep(SCRAPED_EVERY);
        }
    }

    private static void read(HttpClient http, HttpRequest request) throws IOException, InterruptedException {
        int status = http.send(request, HttpResponse.BodyHandlers.ofByteArray()).statusCode();
        if (status != 200) {
            throw new IOException(request.uri() + " was answered with " + status);
        }
    }
}
