package io.ordersaga.benchmarks;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** How the rows of one run stand to each other; what was not measured is left out. */
record Ratios(List<Measurement> measurements) {

    /** By what they say. */
    Map<String, Double> all() {
        Map<String, Double> ratios = new LinkedHashMap<>();
        add(
                ratios,
                "throughput: order saga / batched floor",
                most(Plan.ORDER_SAGA),
                best(Plan.BATCHED_FLOOR),
                Measurement::ordersPerSecond);
        add(
                ratios,
                "throughput: order saga / batched floor, topic",
                most(Plan.ORDER_SAGA),
                best(Plan.BATCHED_TOPIC_FLOOR),
                Measurement::ordersPerSecond);
        add(
                ratios,
                "throughput: order saga / typical demo",
                most(Plan.ORDER_SAGA),
                best(Plan.TYPICAL_DEMO),
                Measurement::ordersPerSecond);
        add(
                ratios,
                "throughput: finished: 1M / finished: 0",
                most(Plan.GROWN),
                most(Plan.NOT_GROWN),
                Measurement::ordersPerSecond);
        add(
                ratios,
                "throughput: order saga / one-by-one floor",
                most(Plan.ORDER_SAGA),
                best(Plan.ONE_BY_ONE_FLOOR),
                Measurement::ordersPerSecond);
        add(
                ratios,
                "throughput: order saga / batch size 1",
                most(Plan.ORDER_SAGA),
                most(Plan.BATCH_SIZE_1),
                Measurement::ordersPerSecond);
        add(
                ratios,
                "throughput: console open / order saga",
                most(Plan.WATCHED),
                most(Plan.ORDER_SAGA),
                Measurement::ordersPerSecond);
        add(
                ratios,
                "throughput: hot product / order saga",
                most(Plan.HOT),
                most(Plan.ORDER_SAGA),
                Measurement::ordersPerSecond);
        add(
                ratios,
                "messages/s: 30 % failing / order saga",
                most(Plan.FAILING),
                most(Plan.ORDER_SAGA),
                Measurement::messagesPerSecond);
        add(
                ratios,
                "throughput: two instances / order saga",
                most(Plan.TWO_INSTANCES),
                most(Plan.ORDER_SAGA),
                Measurement::ordersPerSecond);
        add(
                ratios,
                "p50 of one client: order saga / one-by-one floor",
                one(Plan.ORDER_SAGA),
                one(Plan.ONE_BY_ONE_FLOOR),
                Measurement::p50);
        add(
                ratios,
                "CPU: order saga / batched floor",
                most(Plan.ORDER_SAGA),
                best(Plan.BATCHED_FLOOR),
                Measurement::cpuMillis);
        return ratios;
    }

    private static void add(
            Map<String, Double> ratios,
            String name,
            Optional<Measurement> one,
            Optional<Measurement> other,
            ToDoubleFunction<Measurement> value) {
        if (one.isPresent() && other.isPresent()) {
            ratios.put(name, value.applyAsDouble(one.get()) / value.applyAsDouble(other.get()));
        }
    }

    private Optional<Measurement> one(String row) {
        return measurements.stream()
                .filter(each -> each.trial().row().equals(row) && each.trial().clients() == 1)
                .findFirst();
    }

    private Optional<Measurement> most(String row) {
        return measurements.stream()
                .filter(each -> each.trial().row().equals(row))
                .max(Comparator.comparingInt(each -> each.trial().clients()));
    }

    /** What it is compared with is taken where it is fastest. */
    private Optional<Measurement> best(String row) {
        return measurements.stream()
                .filter(each -> each.trial().row().equals(row))
                .max(Comparator.comparingDouble(Measurement::ordersPerSecond));
    }
}
