package io.ordersaga.system.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordersaga.local.demo.Rest;
import io.ordersaga.local.service.ServiceName;
import io.ordersaga.system.RunningSystem;
import io.ordersaga.system.SeparateSystem;
import io.ordersaga.system.observability.TraceReceiver.Exported;
import io.ordersaga.testing.SagaExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** One order, one trace: through every message and back, in a trace store and in the logs of all four services. */
class TracesIT {

    private static final Set<String> SERVICES =
            Set.of("orchestrator-service", "order-service", "product-service", "user-service");
    private static final String CLIENT = "00-0123456789abcdef0123456789abcdef-fedcba9876543210-01";
    private static final Path HERE = RunningSystem.HERE.resolve("traced");

    private static TraceReceiver store;
    private static SeparateSystem separate;
    private static RunningSystem system;

    @BeforeAll
    static void start() throws IOException {
        store = new TraceReceiver();
        separate = SeparateSystem.start(
                "traced",
                Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", store.endpoint(), "LOGGING_STRUCTURED_FORMAT_CONSOLE", "ecs"));
        system = separate.services();
    }

    @AfterAll
    static void stop() {
        separate.close();
        store.close();
    }

    @Test
    void an_order_is_one_trace_with_spans_of_all_four_services() {
        JsonNode saga = system.order(system.user("100.00"), system.product("10.00", 10), 1);

        List<Exported> spans = traceOf(saga, 1 + 12 + 12 + 1);
        assertThat(spans).extracting(Exported::service).containsAll(SERVICES);
        assertThat(named(spans, "POST /orders").parentId()).isEmpty();
        assertThat(named(spans, "order saga").parentId())
                .isEqualTo(named(spans, "POST /orders").spanId());
        assertThat(spans)
                .filteredOn(span -> !span.name().equals("POST /orders"))
                .extracting(span -> span.attributes().get("saga_id"))
                .containsOnly(saga.path("saga_id").asString());
    }

    @Test
    void every_command_leads_to_its_handling_and_its_answer() {
        JsonNode saga = system.order(system.user("100.00"), system.product("10.00", 10), 1);

        List<Exported> spans = traceOf(saga, 1 + 12 + 12 + 1);
        Map<String, Exported> byId = spans.stream().collect(Collectors.toMap(Exported::spanId, span -> span));
        Exported taken = named(spans, "process update_stock.success");
        Exported answered = byId.get(taken.parentId());
        Exported handled = byId.get(answered.parentId());
        Exported sent = byId.get(handled.parentId());
        Exported request = byId.get(sent.parentId());

        assertThat(List.of(taken, answered, handled, sent, request))
                .extracting(span -> span.service() + ": " + span.name())
                .containsExactly(
                        "orchestrator-service: process update_stock.success",
                        "product-service: send update_stock.success",
                        "product-service: process update_stock",
                        "orchestrator-service: send update_stock",
                        "orchestrator-service: POST /orders");
    }

    @Test
    void a_client_that_has_a_trace_finds_the_order_in_it() {
        Rest.Answer answer = system.post(
                ServiceName.ORCHESTRATOR,
                "/orders",
                RunningSystem.orderOf(system.user("100.00"), system.product("10.00", 10), 1),
                "Prefer",
                "wait=30",
                "traceparent",
                CLIENT);

        assertThat(answer.body().path("trace_id").asString()).isEqualTo("0123456789abcdef0123456789abcdef");
        assertThat(named(traceOf(answer.body(), 26), "POST /orders").parentId()).isEqualTo("fedcba9876543210");
    }

    @Test
    void the_other_door_leads_to_one_trace_too() {
        Rest.Answer order = system.post(
                ServiceName.ORDER,
                "/orders",
                RunningSystem.orderOf(system.user("100.00"), system.product("10.00", 10), 1));
        String sagaPath = "/sagas/order/" + order.body().path("order_id").asString();
        await().until(() -> RunningSystem.isFinished(
                system.get(ServiceName.ORCHESTRATOR, sagaPath).body()));

        List<Exported> spans =
                traceOf(system.get(ServiceName.ORCHESTRATOR, sagaPath).body(), 24);
        assertThat(spans).extracting(Exported::service).containsAll(SERVICES);
        assertThat(named(spans, "POST /orders").service()).isEqualTo("order-service");
    }

    @Test
    void the_trace_is_found_in_the_logs_of_all_four_services_as_the_saga_is() throws IOException {
        JsonNode saga = system.order(system.user("100.00"), system.product("10.00", 10), 1);
        String traceId = saga.path("trace_id").asString();

        for (String service : SERVICES) {
            await().untilAsserted(() -> assertThat(Files.readAllLines(log(service)))
                    .as(service)
                    .filteredOn(line -> line.contains(traceId))
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line)
                            .startsWith("{")
                            .contains(saga.path("saga_id").asString())));
        }
    }

    @Test
    void a_message_that_nobody_understands_is_logged_with_its_saga() throws IOException {
        UUID saga = UUID.randomUUID();
        try (SagaExchange exchange = SagaExchange.listening(separate.broker())) {
            String key = "saga." + saga + ".command.user.check_balance";
            exchange.send(key, UUID.randomUUID(), "nonsense");
            exchange.buries(key);
        }

        await().untilAsserted(() -> assertThat(Files.readAllLines(log("user-service")))
                .anySatisfy(line ->
                        assertThat(line).contains("\"saga_id\":\"" + saga + "\"", "\"trace_id\":\"", "Dead letter")));
    }

    private static Path log(String service) {
        return HERE.resolve(service + ".log");
    }

    private static List<Exported> traceOf(JsonNode saga, int spans) {
        String traceId = saga.path("trace_id").asString();
        await().untilAsserted(() -> assertThat(store.of(traceId)).hasSizeGreaterThanOrEqualTo(spans));
        return store.of(traceId);
    }

    private static Exported named(List<Exported> spans, String name) {
        assertThat(spans).extracting(Exported::name).contains(name);
        return spans.stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
