package io.ordersaga.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What is measured, and in which order. */
final class Plan {

    static final String ONE_BY_ONE_FLOOR = "floor, one by one";
    static final String BATCHED_FLOOR = "floor, batched";
    static final String BATCHED_TOPIC_FLOOR = "floor, batched, topic";
    static final String TYPICAL_DEMO = "typical demo";
    static final String ORDER_SAGA = "order saga";
    static final String WATCHED = "console open";
    static final String HOT = "hot product";
    static final String FAILING = "30 % failing";
    static final String NOT_GROWN = "finished: 0";
    static final String GROWN = "finished: 1M";
    static final String BATCH_SIZE_1 = "batch size 1";
    static final String TWO_INSTANCES = "two instances";

    private static final int BATCH = 50;
    private static final int FLOOR_WARM_UP = 10;
    private static final int ENOUGH_FOR_THE_FLOOR = 800;

    private final Options options;
    private final Path root;
    private final Path folder;

    Plan(Options options, Path root, Path folder) {
        this.options = options;
        this.root = root;
        this.folder = folder;
    }

    List<Round> rounds() {
        return options.all() ? all().filter(round -> !round.trials().isEmpty()).toList() : List.of(asked());
    }

    /** This system as the options want it. */
    private Round asked() {
        List<Trial> trials = options.clients().stream()
                .map(clients -> Trial.of(options.scenario().label(), options.scenario(), clients))
                .toList();
        return new Round("order-saga", system(options.instances(), options.batchSize()), trials, options.warmUp());
    }

    private Stream<Round> all() {
        return Stream.of(
                floor("one-by-one-floor", 1, Floor.Routing.BY_NAME, wanted(spread(ONE_BY_ONE_FLOOR))),
                floor("batched-floor", BATCH, Floor.Routing.BY_NAME, wanted(batchedFloor(BATCHED_FLOOR))),
                floor("batched-topic-floor", BATCH, Floor.Routing.BY_TOPIC, wanted(batchedFloor(BATCHED_TOPIC_FLOOR))),
                round("typical-demo", home -> new TypicalDemoSystem(home, root, folder), wanted(spread(TYPICAL_DEMO))),
                round("order-saga", system(1, options.batchSize()), wanted(orderSaga())),
                round("growth", system(1, options.batchSize()), wanted(growth())),
                round("batch-size-1", system(1, Optional.of(1)), wanted(ends(BATCH_SIZE_1))),
                round("two-instances", system(2, options.batchSize()), wanted(ends(TWO_INSTANCES))));
    }

    private List<Trial> wanted(List<Trial> trials) {
        return trials.stream().filter(trial -> options.wants(trial.row())).toList();
    }

    private List<Trial> spread(String row) {
        return options.clients().stream()
                .map(clients -> Trial.of(row, Scenario.SPREAD, clients))
                .toList();
    }

    /** With the fewest clients and with the most. */
    private List<Trial> ends(String row) {
        return Stream.of(options.clients().getFirst(), most())
                .distinct()
                .map(clients -> Trial.of(row, Scenario.SPREAD, clients))
                .toList();
    }

    private List<Trial> orderSaga() {
        List<Trial> trials = new ArrayList<>(spread(ORDER_SAGA));
        trials.add(Trial.watched(WATCHED, Scenario.SPREAD, most()));
        trials.add(Trial.of(HOT, Scenario.HOT, most()));
        trials.add(Trial.of(FAILING, Scenario.FAILING, most()));
        return trials;
    }

    /** After one another, so that nothing but the tables differs: the JVMs are as warm as they get. */
    private List<Trial> growth() {
        return List.of(
                Trial.of(NOT_GROWN, Scenario.SPREAD, most()),
                Trial.of("finished: 100k", Scenario.SPREAD, most()).after(100_000),
                Trial.of(GROWN, Scenario.SPREAD, most()).after(1_000_000));
    }

    /** It is compared with where it is fastest, which takes more orders at a time. */
    private List<Trial> batchedFloor(String row) {
        List<Trial> trials = new ArrayList<>(spread(row));
        trials.add(Trial.of(row, Scenario.SPREAD, ENOUGH_FOR_THE_FLOOR));
        return trials;
    }

    private int most() {
        return options.clients().getLast();
    }

    private Round floor(String name, int batch, Floor.Routing routing, List<Trial> trials) {
        return new Round(
                name, home -> new Floor(home, batch, routing), trials, Math.min(FLOOR_WARM_UP, options.warmUp()));
    }

    private Round round(String name, Function<Home, Contestant> start, List<Trial> trials) {
        return new Round(name, start, trials, options.warmUp());
    }

    private Function<Home, Contestant> system(int instances, Optional<Integer> batchSize) {
        return home -> new OrderSagaSystem(
                home, new OrderSagaSystem.Setup(root, folder, instances, batchSize, options.profile()));
    }
}
