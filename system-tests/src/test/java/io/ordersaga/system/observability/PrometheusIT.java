package io.ordersaga.system.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordersaga.system.RunningSystem;
import io.ordersaga.system.observability.Watching.Alert;
import io.ordersaga.system.observability.Watching.Panel;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** A real Prometheus reads all services and understands every rule and every query of the dashboard. */
class PrometheusIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final RunningSystem SYSTEM = RunningSystem.shared();
    private static Prometheus prometheus;

    @BeforeAll
    static void startWatchingBeforeOrdersCome() throws IOException {
        prometheus = Prometheus.watching(SYSTEM);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(prometheus.query("up{job=\"order-saga\"} == 1"))
                        .extracting(up -> up.path("metric").path("service").asString())
                        .containsExactlyInAnyOrder(
                                "user-service", "product-service", "order-service", "orchestrator-service"));
        place(SYSTEM.user("100.00"), "COMPLETED");
        place(SYSTEM.user("1.00"), "FAILED");
    }

    private static void place(long user, String end) {
        JsonNode saga = SYSTEM.order(user, SYSTEM.product("10.00", 10), 1);
        assertThat(saga.path("status").asString()).isEqualTo(end);
    }

    @AfterAll
    static void stop() {
        if (prometheus != null) {
            prometheus.close();
        }
    }

    static Stream<Panel> panels() {
        return Watching.panels().stream().filter(panel -> !panel.expressions().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("panels")
    void every_panel_of_the_dashboard_has_something_to_show(Panel panel) {
        for (String query : panel.expressions()) {
            await(query)
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(prometheus.query(query)).isNotEmpty());
        }
    }

    @Test
    void every_alert_rule_is_evaluated() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            List<JsonNode> rules = prometheus.rules();
            assertThat(rules)
                    .extracting(rule -> rule.path("name").asString())
                    .containsExactlyInAnyOrderElementsOf(
                            Watching.alerts().stream().map(Alert::name).toList());
            assertThat(rules)
                    .allSatisfy(rule -> assertThat(rule.path("health").asString())
                            .as(rule.path("lastError").asString())
                            .isEqualTo("ok"));
        });
    }
}
