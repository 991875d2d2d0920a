package io.ordersaga.system;

import io.ordersaga.local.Ports;
import io.ordersaga.local.demo.Rest;
import io.ordersaga.local.service.ServiceName;
import io.ordersaga.local.service.ServiceProcess;
import io.ordersaga.local.service.ServiceProgram;
import io.ordersaga.local.service.ServiceSettings;
import io.ordersaga.testing.SagaExchange;
import io.ordersaga.testing.TestInfrastructure;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The four services as processes, one or more of each, on a real broker and database. */
public final class RunningSystem implements AutoCloseable {

    /** Programs and logs of the processes. */
    public static final Path HERE = Path.of("target", "system").toAbsolutePath();

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> JVM =
            List.of("-XX:+UseSerialGC", "-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError");
    private static final Duration READY_WITHIN = Duration.ofMinutes(4);

    private final Map<ServiceName, List<ServiceProcess>> services = new EnumMap<>(ServiceName.class);
    private final AtomicInteger turn = new AtomicInteger();
    private final Rest rest;

    /** Where an instance of a service finds its parts. */
    public interface Places {
        /** @param instance counted from 0 */
        ServiceSettings of(ServiceName name, int instance);
    }

    private RunningSystem(int instances, Places places, String logs, Duration patience) {
        rest = new Rest(patience);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        for (ServiceName name : ServiceName.values()) {
            ServiceProgram program = ServiceProgram.of(name, ROOT, HERE);
            List<ServiceProcess> all = new ArrayList<>();
            services.put(name, all);
            for (int i = 0; i < instances; i++) {
                Path log = HERE.resolve(logs + name.module() + (i == 0 ? "" : "-" + (i + 1)) + ".log");
                all.add(ServiceProcess.start(program, places.of(name, i).finding(started()), JVM, log));
            }
        }
        all().forEach(service -> service.awaitReady(READY_WITHIN));
    }

    /** The first instance of each; the orchestrator is started last, and so knows the others. */
    private Map<ServiceName, URI> started() {
        return services.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().getFirst().url()));
    }

    /**
     * Starts so many instances of every service and waits until all are ready.
     *
     * @param logs what the names of their logs start with
     * @param patience how long a request waits for its answer
     */
    public static RunningSystem start(int instances, Places places, String logs, Duration patience) {
        return new RunningSystem(instances, places, logs, patience);
    }

    /** One instance of each, started once for all tests of this JVM that do not need a system of their own. */
    public static RunningSystem shared() {
        return Shared.SYSTEM;
    }

    /** Starts when it is first touched. */
    private static final class Shared {
        private static final RunningSystem SYSTEM = start(1, (_, _) -> Shared.settings(), "", Duration.ofSeconds(40));

        private Shared() {}

        private static ServiceSettings settings() {
            TestInfrastructure infrastructure = TestInfrastructure.get();
            return new ServiceSettings(Ports.free(), infrastructure.database(), infrastructure.broker(), Map.of());
        }
    }

    /** Hears from now on all that is said on the shared system's exchange. */
    static SagaExchange listen() {
        return SagaExchange.listening(TestInfrastructure.get().broker());
    }

    public Stream<ServiceProcess> all() {
        return services.values().stream().flatMap(List::stream);
    }

    public List<ServiceProcess> instances(ServiceName name) {
        return services.get(name);
    }

    ServiceProcess service(ServiceName name) {
        return services.get(name).getFirst();
    }

    /** Of any instance: they take turns. */
    public URI url(ServiceName name, String path) {
        List<ServiceProcess> all = services.get(name);
        return all.get(Math.floorMod(turn.getAndIncrement(), all.size())).url().resolve(path);
    }

    public Rest.Answer get(ServiceName name, String path) {
        return rest.get(url(name, path));
    }

    public Rest.Answer post(ServiceName name, String path, Object body, String... headers) {
        return rest.post(url(name, path), body, headers);
    }

    public Rest.Answer put(ServiceName name, String path, Object body, String... headers) {
        return rest.put(url(name, path), body, headers);
    }

    /** The status of the answer. */
    int delete(ServiceName name, String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(url(name, path)).DELETE().build();
            return http.send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    public long user(String balance) {
        return created(post(
                ServiceName.USER,
                "/users",
                Map.of("name", "Ada", "email", "ada@example.org", "balance", new BigDecimal(balance))));
    }

    public long product(String price, int quantity) {
        return created(post(
                ServiceName.PRODUCT,
                "/products",
                Map.of("name", "Engine", "description", "", "price", new BigDecimal(price), "quantity", quantity)));
    }

    private static long created(Rest.Answer answer) {
        if (answer.status() != 201) {
            throw new IllegalStateException("not created: " + answer);
        }
        return answer.body().path("id").asLong();
    }

    /** Places an order and waits for its end. */
    public JsonNode order(long owner, long product, int quantity) {
        return place(owner, product, quantity, "wait=30").body();
    }

    Rest.Answer place(long owner, long product, int quantity, String prefer) {
        return post(ServiceName.ORCHESTRATOR, "/orders", orderOf(owner, product, quantity), "Prefer", prefer);
    }

    /** The body of an order, at either door. */
    public static Map<String, Object> orderOf(long owner, long product, int quantity) {
        return Map.of("product_id", product, "owner_id", owner, "quantity", quantity);
    }

    public JsonNode saga(String sagaId) {
        return get(ServiceName.ORCHESTRATOR, "/sagas/" + sagaId).body();
    }

    public static boolean isFinished(JsonNode saga) {
        return Arrays.asList("COMPLETED", "FAILED").contains(saga.path("status").asString());
    }

    @Override
    public void close() {
        all().forEach(ServiceProcess::kill);
    }
}
