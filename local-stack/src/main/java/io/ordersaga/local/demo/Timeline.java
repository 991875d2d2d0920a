package io.ordersaga.local.demo;

import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** The steps of a saga as a small table. */
final class Timeline {

    private static final String LINE = "  %-18s %-8s %-13s %-10s %5s %7s  %s%n";

    private Timeline() {}

    static String of(JsonNode saga) {
        StringBuilder table = new StringBuilder(
                String.format(LINE, "step", "service", "", "status", "tries", "ms", "")
                                .stripTrailing() + "\n");
        for (JsonNode step : saga.path("steps")) {
            table.append(String.format(
                            LINE,
                            step.path("name").asString(),
                            step.path("service").asString(),
                            step.path("kind").asString().equals("ACTION") ? "" : "compensation",
                            step.path("status").asString(),
                            step.path("attempts").asInt(),
                            milliseconds(step),
                            step.path("failure_code").isNull()
                                    ? ""
                                    : step.path("failure_code").asString())
                    .stripTrailing());
            table.append('\n');
        }
        return table.toString();
    }

    private static String milliseconds(JsonNode step) {
        if (step.path("sent_at").isNull() || step.path("answered_at").isNull()) {
            return "-";
        }
        Instant sent = Instant.parse(step.path("sent_at").asString());
        Instant answered = Instant.parse(step.path("answered_at").asString());
        return Long.toString(Duration.between(sent, answered).toMillis());
    }
}
