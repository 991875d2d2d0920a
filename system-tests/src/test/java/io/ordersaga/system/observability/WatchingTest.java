package io.ordersaga.system.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.system.observability.Watching.Alert;
import io.ordersaga.system.observability.Watching.Panel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What watches the system is well-formed, and each of its alerts says what to do; {@link MetricsIT} has the metrics. */
class WatchingTest {

    private static final Path ROOT = Path.of("..");

    static List<Alert> alerts() {
        return Watching.alerts();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void every_alert_has_a_section_in_the_operations_page(Alert alert) throws IOException {
        assertThat(Files.readAllLines(ROOT.resolve("docs/operations.md"))).contains("### " + alert.name());
        assertThat(alert.annotations().get("runbook"))
                .isEqualTo("docs/operations.md#" + alert.name().toLowerCase(java.util.Locale.ROOT));
        assertThat(alert.annotations().get("summary")).isNotBlank();
        assertThat(alert.labels().get("severity")).isIn("warning", "critical");
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void the_section_says_how_grave_it_is_and_after_how_long(Alert alert) throws IOException {
        List<String> page = Files.readAllLines(ROOT.resolve("docs/operations.md"));
        String line = page.get(page.indexOf("### " + alert.name()) + 1);

        assertThat(line)
                .startsWithIgnoringCase("*" + alert.labels().get("severity"))
                .contains(alert.lasting() == null ? "at once" : inWords(alert.lasting()));
    }

    private static String inWords(String duration) {
        return duration.replaceFirst("s$", " s").replaceFirst("m$", " min");
    }

    @Test
    void the_page_has_no_section_for_an_alert_that_is_gone() throws IOException {
        assertThat(Files.readAllLines(ROOT.resolve("docs/operations.md")).stream()
                        .filter(line -> line.startsWith("### "))
                        .map(line -> line.substring(4)))
                .containsExactlyInAnyOrderElementsOf(
                        alerts().stream().map(Alert::name).toList());
    }

    @Test
    void the_dashboard_answers_its_three_questions() {
        List<Panel> panels = Watching.panels();

        assertThat(panels).extracting(Panel::id).doesNotHaveDuplicates();
        assertThat(panels)
                .filteredOn(panel -> panel.kind().equals("row"))
                .extracting(Panel::title)
                .startsWith("Is it healthy?", "Is it fast?", "What is stuck?");
        assertThat(panels)
                .filteredOn(panel -> !Set.of("row", "alertlist").contains(panel.kind()))
                .allSatisfy(
                        panel -> assertThat(panel.expressions()).isNotEmpty().doesNotContain(""));
    }

    @Test
    void the_dashboard_reads_from_the_sources_that_are_provisioned() {
        Map<String, List<Map<String, Object>>> sources =
                Watching.yaml("grafana/provisioning/datasources/datasources.yml");

        assertThat(sources.get("datasources"))
                .extracting(source -> source.get("uid"))
                .contains("prometheus", "jaeger");
        assertThat(Watching.dashboard().findValuesAsString("uid").stream().filter(uid -> !uid.equals("order-saga")))
                .containsOnly("prometheus");
    }

    @Test
    @SuppressWarnings("unchecked")
    void every_file_that_a_container_is_given_is_there() {
        Map<String, Map<String, Map<String, Object>>> compose = Watching.yaml(ROOT.resolve("docker-compose.yml"));

        for (String name : List.of("prometheus", "grafana", "jaeger")) {
            Map<String, Object> service = compose.get("services").get(name);
            assertThat((List<String>) service.get("profiles")).as(name).containsExactly("observability");
            assertThat(((List<String>) service.getOrDefault("volumes", List.of()))
                            .stream()
                                    .filter(volume -> volume.startsWith("./"))
                                    .map(volume -> ROOT.resolve(volume.split(":")[0])))
                    .as(name)
                    .allSatisfy(file -> assertThat(file).exists());
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void prometheus_asks_every_service_at_its_port() {
        Map<String, List<Map<String, List<Map<String, Object>>>>> prometheus =
                Watching.yaml("prometheus/prometheus.yml");
        Map<String, Map<String, Map<String, Object>>> compose = Watching.yaml(ROOT.resolve("docker-compose.yml"));

        for (Map<String, Object> target :
                prometheus.get("scrape_configs").getFirst().get("dns_sd_configs")) {
            String service = ((List<String>) target.get("names")).getFirst();
            Map<String, Object> environment =
                    (Map<String, Object>) compose.get("services").get(service).get("environment");
            assertThat(target.get("port")).as(service).isEqualTo(environment.get("SERVER_PORT"));
        }
        assertThat(prometheus.get("scrape_configs").getFirst().get("dns_sd_configs"))
                .hasSize(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max(a_b) > 0 | a_b",
                "sum by (le, step) (rate(a_bucket{x=\"c d\"}[1m])) | a_bucket",
                "histogram_quantile(0.99, sum by (le) (rate(a_bucket[5m]))) > 5 | a_bucket",
                "a * on (instance) b or absent(up{service=\"x\"}) | a,b,up"
            })
    void the_metrics_of_an_expression_are_told_from_its_words(String expression, String metrics) {
        assertThat(PromQl.metricsOf(expression))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(metrics.split(",")).toList());
    }
}
