package io.ordersaga.benchmarks;

import io.ordersaga.local.LocalStackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Starts one contestant after the other on the same servers, warms it up, measures it and audits it in the end. */
@SuppressWarnings("SystemOut")
public final class Benchmarks {

    private static final int WARM_UP_SLICE_SECONDS = 5;
    private static final int COUNTED_SECONDS = 2;

    private final Options options;
    private final Servers servers;
    private final List<Round> rounds;
    private final Schedule schedule;
    private final List<Measurement> measurements = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();

    private Benchmarks(Options options, Servers servers, List<Round> rounds) {
        this.options = options;
        this.servers = servers;
        this.rounds = rounds;
        this.schedule = new Schedule(rounds, options.seconds(), options.turns());
    }

    /** @param arguments where the project is, then what {@code benchmarks/run --help} tells */
    public static void main(String... arguments) throws IOException {
        Path root = Path.of(arguments[0]);
        try {
            List<String> rest = List.of(arguments).subList(1, arguments.length);
            System.exit(run(root, Options.parse(rest.toArray(String[]::new))) ? 0 : 1);
        } catch (IllegalArgumentException | LocalStackException e) {
            System.err.println("benchmarks: " + e.getMessage());
            System.exit(2);
        }
    }

    private static boolean run(Path root, Options options) throws IOException {
        Path folder = root.resolve("benchmarks/target/site");
        List<Round> rounds = new Plan(options, root, folder).rounds();
        System.out.println("Starting RabbitMQ and PostgreSQL ...");
        Benchmarks benchmarks = new Benchmarks(options, Servers.start(folder), rounds);
        benchmarks.measure();
        return benchmarks.report(root);
    }

    private void measure() {
        System.out.println(Measurement.HEAD);
        for (Round round : rounds) {
            say("starting " + round.name());
            Home home = servers.home(round.name());
            try (Contestant contestant = round.start().apply(home)) {
                schedule.started();
                warmUp(round, contestant);
                Growth growth = new Growth(home.database());
                for (List<Trial> trials : round.byFinished()) {
                    grow(growth, trials.getFirst());
                    measure(trials, contestant);
                }
                wrong.addAll(contestant.audit());
            }
            servers.abandon(home);
        }
    }

    /**
     * The JVMs compile what is hot; what they do meanwhile is not what they do all day. So everything that will be
     * measured is done before, in turn.
     */
    private void warmUp(Round round, Contestant contestant) {
        List<Trial> trials = round.trials();
        int clients = options.clients().getLast();
        for (int passed = 0; passed < round.warmUp(); passed += WARM_UP_SLICE_SECONDS) {
            Trial next = trials.get(passed / WARM_UP_SLICE_SECONDS % trials.size());
            Load.Result result = contestant.load(next).run(clients, WARM_UP_SLICE_SECONDS);
            wrong.addAll(result.wrong());
            say("%s, warming up, %d of %d s: %.0f orders/s"
                    .formatted(round.name(), passed, round.warmUp(), result.perSecond()));
            schedule.warmedUp(WARM_UP_SLICE_SECONDS);
        }
    }

    private void grow(Growth growth, Trial trial) {
        if (trial.finished() > growth.reached()) {
            growth.reach(
                    trial.finished(),
                    sofar -> say("filling the tables: %,d of %,d finished orders".formatted(sofar, trial.finished())));
            servers.settle();
        }
        schedule.grown(trial);
    }

    /** Whoever is measured next to another in each turn finds the machine as that one does. */
    private void measure(List<Trial> trials, Contestant contestant) {
        Map<Trial, Measurement> inAllTurns = new LinkedHashMap<>();
        for (int turn = 1; turn <= options.turns(); turn++) {
            for (Trial trial : trials) {
                inAllTurns.merge(trial, measured(trial, turn, contestant), Measurement::and);
                schedule.tried();
            }
        }
        for (Measurement measurement : inAllTurns.values()) {
            System.out.println(measurement.row());
            System.out.println("    " + measurement.split());
            wrong.addAll(measurement.result().wrong());
            measurements.add(measurement);
        }
    }

    private Measurement measured(Trial trial, int turn, Contestant contestant) {
        say("%s, %d clients, %d s, turn %d of %d"
                .formatted(trial.row(), trial.clients(), options.seconds(), turn, options.turns()));
        Load load = contestant.load(trial);
        Usage before = servers.usage(contestant.services());
        Load.Result result = load.run(trial.clients(), options.seconds());
        Usage used = servers.usage(contestant.services()).since(before);
        Map<String, Memory> memory = new LinkedHashMap<>();
        contestant.services().forEach((name, pids) -> memory.put(name, Memory.ofLargest(pids)));
        Counts counts = servers.counts(load, trial.clients(), COUNTED_SECONDS);
        return new Measurement(trial, result, used, counts, memory);
    }

    private void say(String what) {
        System.out.println(schedule.now() + " " + what);
    }

    /** Fast and wrong is wrong. */
    private boolean report(Path root) throws IOException {
        Report report = new Report(servers.machine(), options.seconds(), options.turns(), measurements);
        System.out.println(report.text());
        if (options.json().isPresent()) {
            report.writeJson(options.json().get());
        }
        if (options.docs()) {
            Files.writeString(root.resolve("docs/performance.svg"), new Chart(measurements).svg());
        }
        wrong.stream().limit(3).forEach(each -> System.out.println("Wrong: " + each));
        System.out.println(wrong.isEmpty() ? "Every order ended as it must, and the audits find nothing." : "");
        return wrong.isEmpty();
    }
}
