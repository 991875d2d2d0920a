package io.ordersaga.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Two rows of bars as SVG: orders a second, and what each order costs every process; a bar for each row of the table. */
record Chart(List<Measurement> measurements) {

    private static final int WIDTH = 860;
    private static final int LABELS = 250;
    private static final int VALUES = 70;
    private static final int LINE = 24;
    private static final int BAR = 16;
    private static final int HEADING = 46;
    private static final String PLAIN = "#4477aa";

    private static final Map<String, String> COLOURS = Map.of(
            "user-service", "#66ccee",
            "product-service", "#228833",
            "order-service", "#ccbb44",
            "orchestrator-service", "#4477aa",
            "PostgreSQL", "#aa3377",
            "RabbitMQ", "#ee6677",
            "client", "#bbbbbb");

    /** Part of a bar. */
    private record Part(double value, String colour) {}

    String svg() {
        List<Measurement> bars = fastest();
        StringBuilder svg = new StringBuilder();
        int y = HEADING;
        y = panel(svg, y, "Orders a second", bars, each -> List.of(new Part(each.ordersPerSecond(), PLAIN)));
        y = panel(svg, y + HEADING, "CPU milliseconds for each order, by process", bars, Chart::cpu);
        legend(svg, y + LINE);
        int height = y + 2 * LINE;
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13">
            <rect width="100%%" height="100%%" fill="#ffffff"/>
            """.formatted(WIDTH, height) + svg + "</svg>\n";
    }

    /** Of each row the number of clients with the most orders a second. */
    private List<Measurement> fastest() {
        Map<String, Measurement> rows = new LinkedHashMap<>();
        Comparator<Measurement> bySpeed = Comparator.comparingDouble(Measurement::ordersPerSecond);
        measurements.forEach(each ->
                rows.merge(each.trial().row(), each, (one, other) -> bySpeed.compare(one, other) >= 0 ? one : other));
        return List.copyOf(rows.values());
    }

    private static List<Part> cpu(Measurement measurement) {
        List<Part> parts = new ArrayList<>();
        measurement
                .cpuMillisByProcess()
                .forEach((process, millis) -> parts.add(new Part(millis, COLOURS.getOrDefault(process, PLAIN))));
        return parts;
    }

    private interface Bars {
        List<Part> of(Measurement measurement);
    }

    /** Returns where the panel ends. */
    private static int panel(StringBuilder svg, int top, String title, List<Measurement> rows, Bars bars) {
        double largest =
                rows.stream().mapToDouble(row -> sum(bars.of(row))).max().orElse(1);
        double scale = (WIDTH - LABELS - VALUES) / largest;
        text(svg, 10, top - LINE / 2, "start", title, " font-weight=\"bold\"");
        int y = top;
        for (Measurement row : rows) {
            String label = row.trial().row() + ", " + row.trial().clients() + " clients";
            text(svg, LABELS - 8, y + BAR - 3, "end", label, "");
            double x = LABELS;
            for (Part part : bars.of(row)) {
                double width = part.value() * scale;
                svg.append("<rect x=\"%s\" y=\"%d\" width=\"%s\" height=\"%d\" fill=\"%s\"/>%n"
                        .formatted(decimal(x, 1), y, decimal(width, 1), BAR, part.colour()));
                x += width;
            }
            double sum = sum(bars.of(row));
            text(svg, x + 6, y + BAR - 3, "start", decimal(sum, sum < 100 ? 2 : 0), "");
            y += LINE;
        }
        return y;
    }

    private static void legend(StringBuilder svg, int y) {
        int x = 10;
        for (String process : List.of(
                "user-service",
                "product-service",
                "order-service",
                "orchestrator-service",
                "PostgreSQL",
                "RabbitMQ",
                "client")) {
            svg.append("<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"12\" fill=\"%s\"/>%n"
                    .formatted(x, y - 10, COLOURS.get(process)));
            text(svg, x + 17, y, "start", process, "");
            x += 40 + 7 * process.length();
        }
    }

    private static double sum(List<Part> parts) {
        return parts.stream().mapToDouble(Part::value).sum();
    }

    private static void text(StringBuilder svg, double x, int y, String anchor, String text, String more) {
        svg.append("<text x=\"%s\" y=\"%d\" text-anchor=\"%s\"%s>%s</text>%n"
                .formatted(decimal(x, 1), y, anchor, more, text));
    }

    private static String decimal(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
