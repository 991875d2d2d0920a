package io.ordersaga.benchmarks;

import java.time.Duration;
import java.util.List;

/** How far a run is, and how long the rest will take if it goes on as before. */
final class Schedule {

    private static final int STARTING_SECONDS = 30;
    private static final int ASIDE_SECONDS = 8;
    private static final double GROWN_EACH_SECOND = 8_000;

    private final long begun = System.nanoTime();
    private final int secondsEach;
    private final int turns;
    private final double planned;
    private double done;

    Schedule(List<Round> rounds, int secondsEach, int turns) {
        this.secondsEach = secondsEach;
        this.turns = turns;
        this.planned = rounds.stream()
                .mapToDouble(round -> STARTING_SECONDS
                        + round.warmUp()
                        + round.trials().stream().mapToDouble(this::seconds).sum())
                .sum();
    }

    private double seconds(Trial trial) {
        return turns * secondsOfATurn() + trial.finished() / GROWN_EACH_SECOND;
    }

    private double secondsOfATurn() {
        return secondsEach + ASIDE_SECONDS;
    }

    void started() {
        done += STARTING_SECONDS;
    }

    void warmedUp(int seconds) {
        done += seconds;
    }

    void grown(Trial trial) {
        done += trial.finished() / GROWN_EACH_SECOND;
    }

    void tried() {
        done += secondsOfATurn();
    }

    /** For the beginning of a line. */
    String now() {
        Duration gone = Duration.ofNanos(System.nanoTime() - begun);
        double left = done == 0 ? planned : gone.toSeconds() * (planned - done) / done;
        return "[%3.0f %%, %s gone, about %s to go]"
                .formatted(100 * done / planned, minutes(gone), minutes(Duration.ofSeconds((long) left)));
    }

    private static String minutes(Duration duration) {
        return "%d:%02d".formatted(duration.toMinutes(), duration.toSecondsPart());
    }
}
