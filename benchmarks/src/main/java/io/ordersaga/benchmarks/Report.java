package io.ordersaga.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** All that was measured in one run. */
record Report(Machine machine, int seconds, int turns, List<Measurement> measurements) {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    String text() {
        String rows = measurements.stream()
                .map(each -> each.row() + System.lineSeparator())
                .collect(Collectors.joining());
        String ratios = new Ratios(measurements)
                .all().entrySet().stream()
                        .map(ratio -> "%-50s %6.2f%n".formatted(ratio.getKey(), ratio.getValue()))
                        .collect(Collectors.joining());
        return System.lineSeparator()
                + machine.sentence()
                + System.lineSeparator()
                + Measurement.HEAD
                + System.lineSeparator()
                + rows
                + System.lineSeparator()
                + ratios;
    }

    void writeJson(Path file) throws IOException {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("machine", machine.values());
        all.put("seconds", seconds);
        all.put("turns", turns);
        all.put("measurements", measurements.stream().map(Measurement::values).toList());
        all.put("ratios", new Ratios(measurements).all());
        Files.writeString(file, JSON.writeValueAsString(all) + "\n");
    }
}
