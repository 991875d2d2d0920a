package io.ordersaga.system;

import io.ordersaga.local.Ports;
import io.ordersaga.local.demo.Rest;
import io.ordersaga.local.service.ServiceName;
import io.ordersaga.local.service.ServiceProcess;
import io.ordersaga.local.service.ServiceProgram;
import io.ordersaga.local.service.ServiceSettings;
import io.ordersaga.testing.SagaExchange;
import io.ordersaga.testing.TestInfrastructure;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The four services as processes, on a real broker and database, started once for all tests of this JVM. */
public final class RunningSystem {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path HERE = Path.of("target", "system").toAbsolutePath();
    private static final List<String> JVM =
            List.of("-XX:+UseSerialGC", "-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError");
    private static final Duration READY_WITHIN = Duration.ofMinutes(4);
    private static final RunningSystem SHARED = new RunningSystem();

    private final Map<ServiceName, ServiceProcess> services = new EnumMap<>(ServiceName.class);
    private final TestInfrastructure infrastructure = TestInfrastructure.get();
    private SagaExchange exchange = SagaExchange.listening(infrastructure.broker());
    private final Rest rest = new Rest();

    private RunningSystem() {
        for (ServiceName name : ServiceName.values()) {
            services.put(name, start(name));
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> services.values().forEach(ServiceProcess::kill)));
        services.values().forEach(service -> service.awaitReady(READY_WITHIN));
    }

    public static RunningSystem shared() {
        return SHARED;
    }

    private ServiceProcess start(ServiceName name) {
        ServiceProgram program = ServiceProgram.of(name, ROOT, HERE);
        ServiceSettings settings = new ServiceSettings(
                        Ports.free(), infrastructure.database(), infrastructure.broker(), Map.of())
                .finding(started());
        return ServiceProcess.start(program, settings, JVM, HERE.resolve(name.module() + ".log"));
    }

    /** The orchestrator is started last, and so knows the others. */
    private Map<ServiceName, URI> started() {
        return services.values().stream().collect(Collectors.toMap(ServiceProcess::name, ServiceProcess::url));
    }

    ServiceProcess service(ServiceName name) {
        return services.get(name);
    }

    SagaExchange exchange() {
        return exchange;
    }

    /** The broker was away, and with it the queue that was listened on. */
    void listenAgain() {
        exchange = SagaExchange.listening(infrastructure.broker());
    }

    public URI url(ServiceName name, String path) {
        return services.get(name).url().resolve(path);
    }

    public Rest.Answer get(ServiceName name, String path) {
        return rest.get(url(name, path));
    }

    public Rest.Answer post(ServiceName name, String path, Object body, String... headers) {
        return rest.post(url(name, path), body, headers);
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
        return post(
                ServiceName.ORCHESTRATOR,
                "/orders",
                Map.of("product_id", product, "owner_id", owner, "quantity", quantity),
                "Prefer",
                prefer);
    }

    JsonNode saga(String sagaId) {
        return get(ServiceName.ORCHESTRATOR, "/sagas/" + sagaId).body();
    }

    public static boolean isFinished(JsonNode saga) {
        return Arrays.asList("COMPLETED", "FAILED").contains(saga.path("status").asString());
    }
}
