package io.ordersaga.system.observability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files of docker-compose's profile "observability". */
final class Watching {

    static final Path DOCKER = Path.of("..", "docker");

    private Watching() {}

    /**
     * An alert of Prometheus'.
     *
     * @param lasting for how long it must be so; null when it alarms at once
     */
    record Alert(
            String name,
            String expression,
            @Nullable String lasting,
            Map<String, String> labels,
            Map<String, String> annotations) {}

    /** A panel of the dashboard with its queries. */
    record Panel(int id, String title, String kind, List<String> expressions) {}

    @SuppressWarnings("unchecked")
    static List<Alert> alerts() {
        Map<String, List<Map<String, Object>>> file = yaml("prometheus/alerts.yml");
        return file.get("groups").stream()
                .flatMap(group -> ((List<Map<String, Object>>) group.get("rules")).stream())
                .map(rule -> new Alert(
                        (String) rule.get("alert"),
                        (String) rule.get("expr"),
                        (@Nullable String) rule.get("for"),
                        (Map<String, String>) rule.get("labels"),
                        (Map<String, String>) rule.get("annotations")))
                .toList();
    }

    static List<Panel> panels() {
        return elements(dashboard().path("panels"))
                .map(panel -> new Panel(
                        panel.path("id").asInt(),
                        panel.path("title").asString(),
                        panel.path("type").asString(),
                        elements(panel.path("targets"))
                                .map(target -> target.path("expr").asString())
                                .toList()))
                .toList();
    }

    static JsonNode dashboard() {
        try {
            return JsonMapper.shared().readTree(Files.readString(DOCKER.resolve("grafana/dashboards/order-saga.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything that any of them asks Prometheus for. */
    static Set<String> metrics() {
        return Stream.concat(
                        alerts().stream().map(Alert::expression),
                        panels().stream().flatMap(panel -> panel.expressions().stream()))
                .flatMap(expression -> PromQl.metricsOf(expression).stream())
                .collect(Collectors.toSet());
    }

    static <T> T yaml(String file) {
        return yaml(DOCKER.resolve(file));
    }

    static <T> T yaml(Path file) {
        try {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
