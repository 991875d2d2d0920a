package io.ordersaga.system.observability;

import io.ordersaga.local.service.ServiceProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a service answers Prometheus: the text format, version 0.0.4. */
record Exposition(List<Sample> samples, Set<String> families) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) .*");
    private static final Pattern SAMPLE = Pattern.compile("([a-z0-9_]+)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-z0-9_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    record Sample(String name, Map<String, String> labels, double value) {}

    static Exposition of(ServiceProcess service) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(service.url().resolve("/actuator/prometheus"))
                .header("Accept", "text/plain; version=0.0.4")
                .build();
        return read(HTTP.send(request, BodyHandlers.ofString()).body());
    }

    static Exposition read(String text) {
        return new Exposition(
                text.lines()
                        .filter(line -> !line.startsWith("#") && !line.isBlank())
                        .map(Exposition::sample)
                        .toList(),
                text.lines()
                        .map(TYPE::matcher)
                        .filter(Matcher::matches)
                        .map(type -> type.group(1))
                        .collect(Collectors.toSet()));
    }

    private static Sample sample(String line) {
        Matcher matcher = SAMPLE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no sample: " + line);
        }
        Map<String, String> labels = LABEL.matcher(matcher.group(2) == null ? "" : matcher.group(2))
                .results()
                .collect(Collectors.toMap(label -> label.group(1), label -> label.group(2)));
        return new Sample(matcher.group(1), labels, Double.parseDouble(matcher.group(3)));
    }

    /** Names of samples and of the families they belong to; a histogram is known by both. */
    Set<String> names() {
        return Stream.concat(samples.stream().map(Sample::name), families.stream())
                .collect(Collectors.toSet());
    }

    /** Of all samples with that name and such labels. */
    double sum(String name, Map<String, String> labels) {
        return samples.stream()
                .filter(sample ->
                        sample.name().equals(name) && sample.labels().entrySet().containsAll(labels.entrySet()))
                .mapToDouble(Sample::value)
                .sum();
    }
}
