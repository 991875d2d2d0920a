package io.ordersaga.system.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordersaga.local.service.ServiceName;
import io.ordersaga.local.service.ServiceProcess;
import io.ordersaga.system.RunningSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every metric that a person reads about is there, and says what happened. */
class MetricsIT {

    private static final Path OPERATIONS = Path.of("..", "docs", "operations.md");
    private static final String MADE_BY_PROMETHEUS = "up";
    private static final Pattern NAME = Pattern.compile("`([a-z0-9_]+)`");
    private static final List<ServiceName> PARTICIPANTS =
            List.of(ServiceName.USER, ServiceName.PRODUCT, ServiceName.ORDER);

    private static final RunningSystem SYSTEM = RunningSystem.shared();

    @BeforeAll
    static void placeOneOrder() {
        JsonNode saga = SYSTEM.order(SYSTEM.user("100.00"), SYSTEM.product("10.00", 10), 1);
        assertThat(saga.path("status").asString()).isEqualTo("COMPLETED");
    }

    @Test
    void every_metric_of_the_operations_page_exists() throws Exception {
        List<List<String>> tables = tables();

        assertThat(tables).hasSize(3);
        for (ServiceName service : ServiceName.values()) {
            assertThat(of(service).names()).as("%s", service).containsAll(tables.get(0));
        }
        for (ServiceName participant : PARTICIPANTS) {
            assertThat(of(participant).names()).as("%s", participant).containsAll(tables.get(1));
        }
        assertThat(of(ServiceName.ORCHESTRATOR).names()).containsAll(tables.get(2));
    }

    @Test
    void every_metric_of_ours_is_on_the_operations_page() throws Exception {
        List<String> documented = tables().stream().flatMap(List::stream).toList();
        Exposition orchestrator = of(ServiceName.ORCHESTRATOR);

        assertThat(orchestrator.families())
                .filteredOn(name -> name.matches("(outbox|inbox|messaging|sagas|dead_letters).*"))
                .filteredOn(name -> !name.endsWith("_max"))
                .isSubsetOf(documented);
    }

    @Test
    void every_metric_of_the_alert_rules_and_the_dashboard_exists() throws Exception {
        Set<String> exposed = new HashSet<>(Set.of(MADE_BY_PROMETHEUS));
        for (ServiceName service : ServiceName.values()) {
            exposed.addAll(of(service).names());
        }

        assertThat(Watching.metrics()).hasSizeGreaterThan(20).isSubsetOf(exposed);
    }

    @Test
    void pools_broker_connections_and_the_jvm_are_measured() throws Exception {
        for (ServiceName service : ServiceName.values()) {
            assertThat(of(service).names())
                    .as("%s", service)
                    .containsAll(Set.of(
                            "hikaricp_connections_active",
                            "hikaricp_connections_pending",
                            "rabbitmq_connections",
                            "jvm_memory_used_bytes",
                            "http_server_requests_seconds_bucket",
                            "process_cpu_usage"));
        }
    }

    @Test
    void an_orders_steps_and_end_are_counted() throws Exception {
        Exposition before = of(ServiceName.ORCHESTRATOR);

        SYSTEM.order(SYSTEM.user("100.00"), SYSTEM.product("10.00", 10), 1);
        SYSTEM.order(SYSTEM.user("1.00"), SYSTEM.product("10.00", 10), 1);

        Exposition after = of(ServiceName.ORCHESTRATOR);
        assertThat(risen(before, after, "sagas_started_total", Map.of("saga", "order")))
                .isEqualTo(2);
        assertThat(risen(before, after, "sagas_duration_seconds_count", Map.of("status", "COMPLETED")))
                .isEqualTo(1);
        assertThat(risen(before, after, "sagas_duration_seconds_count", Map.of("status", "FAILED")))
                .isEqualTo(1);
        assertThat(risen(before, after, "sagas_failures_total", Map.of("code", "INSUFFICIENT_BALANCE")))
                .isEqualTo(1);
        assertThat(risen(before, after, "sagas_compensations_total", Map.of())).isEqualTo(1);
        assertThat(risen(before, after, "sagas_step_duration_seconds_count", Map.of("outcome", "success")))
                .isEqualTo(6 + 3);
        assertThat(risen(before, after, "sagas_step_duration_seconds_count", Map.of("outcome", "failure")))
                .isEqualTo(1);
    }

    @Test
    void what_waits_is_counted_until_it_waits_no_more() {
        await().untilAsserted(() -> {
            Exposition orchestrator = of(ServiceName.ORCHESTRATOR);
            assertThat(orchestrator.sum("sagas", Map.of())).isZero();
            assertThat(orchestrator.sum("sagas_needing_attention", Map.of())).isZero();
            assertThat(orchestrator.sum("outbox_messages", Map.of())).isZero();
            assertThat(orchestrator.sum("outbox_oldest_age_seconds", Map.of())).isZero();
        });
    }

    private static double risen(Exposition before, Exposition after, String name, Map<String, String> labels) {
        return after.sum(name, labels) - before.sum(name, labels);
    }

    private static Exposition of(ServiceName name) throws IOException, InterruptedException {
        ServiceProcess service = SYSTEM.instances(name).getFirst();
        return Exposition.of(service);
    }

    /** The names in the first column of each table of metrics. */
    private static List<List<String>> tables() throws IOException {
        List<List<String>> tables = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(OPERATIONS)) {
            if (line.startsWith("| metric |")) {
                tables.add(new ArrayList<>());
            }
            inside = line.startsWith("| metric |") || inside && line.startsWith("|");
            if (inside) {
                NAME.matcher(line.split("\\|")[1])
                        .results()
                        .forEach(name -> tables.getLast().add(name.group(1)));
            }
        }
        return tables;
    }
}
