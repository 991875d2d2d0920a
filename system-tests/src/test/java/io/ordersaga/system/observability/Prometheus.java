package io.ordersaga.system.observability;

import io.ordersaga.local.Ports;
import io.ordersaga.local.service.ServiceName;
import io.ordersaga.system.InstalledProgram;
import io.ordersaga.system.RunningSystem;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The Prometheus that is installed on this machine, configured as docker-compose's, except that it is told where the
 * services are instead of asking a name server, and looks more often.
 */
final class Prometheus implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String EVERY = "1s";

    /** What it answers to everything until it has read what it kept. */
    private static final int STARTING = 503;

    private final Process process;
    private final URI url;

    private Prometheus(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** Leaves the tests out where there is none, unless {@code -Drequire.prometheus=true} says that there must be one. */
    static Prometheus watching(RunningSystem system) throws IOException {
        Path program = InstalledProgram.require(
                List.of("prometheus"), "require.prometheus", "alerts and dashboard are not tried by one.");
        Path here = Files.createDirectories(RunningSystem.HERE.resolve("prometheus"));
        Path data = Files.createTempDirectory(here, "data");
        Path configuration = here.resolve("prometheus.yml");
        Files.writeString(configuration, new Yaml().dump(configuration(system)));
        String address = "localhost:" + Ports.free();
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + data,
                        "--web.listen-address=" + address)
                .redirectErrorStream(true)
                .redirectOutput(here.resolve("prometheus.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new Prometheus(process, URI.create("http://" + address));
    }

    private static Map<String, Object> configuration(RunningSystem system) {
        Map<String, Object> file = Watching.yaml("prometheus/prometheus.yml");
        file.put("global", Map.of("scrape_interval", EVERY, "evaluation_interval", EVERY));
        file.put("rule_files", rules(file));
        scrapes(file).forEach(scrape -> {
            scrape.remove("dns_sd_configs");
            scrape.remove("relabel_configs");
            scrape.put("static_configs", targets(system));
        });
        return file;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> scrapes(Map<String, Object> file) {
        return (List<Map<String, Object>>) file.get("scrape_configs");
    }

    @SuppressWarnings("unchecked")
    private static List<String> rules(Map<String, Object> file) {
        Path folder = Watching.DOCKER.resolve("prometheus").toAbsolutePath().normalize();
        return ((List<String>) file.get("rule_files"))
                .stream().map(name -> folder.resolve(name).toString()).toList();
    }

    private static List<? extends Map<String, ?>> targets(RunningSystem system) {
        return Stream.of(ServiceName.values())
                .map(service ->
                        Map.of("targets", instances(system, service), "labels", Map.of("service", service.module())))
                .toList();
    }

    private static List<String> instances(RunningSystem system, ServiceName service) {
        return system.instances(service).stream()
                .map(instance -> instance.url().getAuthority())
                .toList();
    }

    /** What the expression is worth now; empty before Prometheus is there or has heard of such a thing. */
    List<JsonNode> query(String expression) {
        List<JsonNode> found = new ArrayList<>();
        ask("query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .path("result")
                .forEach(found::add);
        return found;
    }

    /** The alert rules, with how their last evaluation went. */
    List<JsonNode> rules() {
        List<JsonNode> found = new ArrayList<>();
        ask("rules?type=alert")
                .path("groups")
                .forEach(group -> group.path("rules").forEach(found::add));
        return found;
    }

    private JsonNode ask(String what) {
        HttpRequest request =
                HttpRequest.newBuilder(url.resolve("/api/v1/" + what)).build();
        try {
            HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
            return answer.statusCode() == STARTING
                    ? JsonMapper.shared().createObjectNode()
                    : JsonMapper.shared().readTree(answer.body()).path("data");
        } catch (IOException e) {
            if (!process.isAlive()) {
                throw new IllegalStateException("Prometheus has stopped; its log says why", e);
            }
            return JsonMapper.shared().createObjectNode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for Prometheus", e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
