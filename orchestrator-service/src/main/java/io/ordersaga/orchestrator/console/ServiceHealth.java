package io.ordersaga.orchestrator.console;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.ordersaga.orchestrator.console.LastKnown.Known;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/** How the four services say they are. */
@Slf4j
@Component
class ServiceHealth {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String OWN = "orchestrator-service";

    private final HealthEndpoint own;
    private final Neighbours others;
    private final LastKnown<List<Health>> healths;
    private final Map<String, String> silent = new ConcurrentHashMap<>();
    private @Nullable CompletableFuture<Health> ownAsked;

    ServiceHealth(HealthEndpoint own, Neighbours others, Clock clock) {
        this.own = own;
        this.others = others;
        this.healths = new LastKnown<>(this::ask, List.of(), clock);
    }

    /**
     * How a service is.
     *
     * @param trouble what is not well; empty when all is
     * @param outbox what keeps its messages from going out; that makes no service unwell
     */
    record Health(String service, boolean isUp, String trouble, List<String> outbox) {

        private static Health unknown(String service, String trouble) {
            return new Health(service, false, trouble, List.of());
        }
    }

    /** Asks without waiting. */
    void prepare() {
        healths.prepare();
    }

    Known<List<Health>> known() {
        return healths.known();
    }

    private List<Health> ask() {
        List<CompletableFuture<Health>> asked = Stream.concat(
                        Stream.of(withinPatience(OWN, askedOwn())),
                        others.all().map(service -> withinPatience(service.name(), asked(() -> of(service)))))
                .toList();
        return asked.stream().map(CompletableFuture::join).toList();
    }

    /** It may wait for the database for long, with a connection that others need: so it is asked by one at a time. */
    private CompletableFuture<Health> askedOwn() {
        CompletableFuture<Health> current = ownAsked;
        if (current == null || current.isDone()) {
            current = asked(this::own);
            ownAsked = current;
        }
        return current;
    }

    private static CompletableFuture<Health> asked(Supplier<Health> question) {
        return CompletableFuture.supplyAsync(
                question, work -> Thread.ofVirtual().name("console-health").start(work));
    }

    /** A question that is not answered in time goes on. */
    private static CompletableFuture<Health> withinPatience(String service, CompletableFuture<Health> asked) {
        Health silent = Health.unknown(service, "it did not say within " + PATIENCE.toSeconds() + " s");
        return asked.copy().completeOnTimeout(silent, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Health own() {
        HealthDescriptor health = own.health();
        Map<String, HealthDescriptor> parts = health instanceof CompositeHealthDescriptor composite
                ? Objects.requireNonNullElse(composite.getComponents(), Map.of())
                : Map.of();
        return health(
                OWN,
                health.getStatus().getCode(),
                parts.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, part -> Part.of(part.getValue()))));
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Answer(String status, @Nullable Map<String, Part> components) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Part(String status, @Nullable Map<String, Object> details) {

        private static Part of(HealthDescriptor part) {
            return new Part(
                    part.getStatus().getCode(),
                    part instanceof IndicatedHealthDescriptor indicated ? indicated.getDetails() : null);
        }
    }

    /** A service that is not well says so with 503 and the same body. */
    private Health of(Neighbour service) {
        String name = service.name();
        try {
            Answer answer = service.client()
                    .get()
                    .uri("/actuator/health")
                    .retrieve()
                    .onStatus(HttpStatusCode::isError, (_, _) -> {})
                    .body(Answer.class);
            silent.remove(name);
            return answer == null
                    ? Health.unknown(name, "it answered nothing")
                    : health(name, answer.status(), Objects.requireNonNullElse(answer.components(), Map.of()));
        } catch (RestClientException e) {
            return unanswered(service, e);
        }
    }

    /** It is asked again and again, and the log need not say the same each time. */
    private Health unanswered(Neighbour service, RestClientException e) {
        String why = NoAnswer.why(e);
        if (!why.equals(silent.put(service.name(), why))) {
            log.warn("{} does not say how it is", service.name(), e);
        }
        return Health.unknown(service.name(), "it does not answer at " + service.url() + ": " + why);
    }

    private static Health health(String service, String status, Map<String, Part> parts) {
        String trouble = parts.entrySet().stream()
                .filter(part -> !part.getValue().status().equals("UP"))
                .map(part -> inWords(part.getKey(), part.getValue().status()))
                .sorted()
                .collect(Collectors.joining(", "));
        return new Health(service, status.equals("UP"), trouble, OutboxInWords.of(parts.get("outbox")));
    }

    private static String inWords(String part, String status) {
        return switch (part) {
            case "db" -> "it cannot use its database";
            case "rabbit" -> "it cannot reach RabbitMQ";
            case "diskSpace" -> "its disk is nearly full";
            default -> part + " is " + status;
        };
    }
}
