package io.ordersaga.benchmarks;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Has orders processed, so many at a time. */
interface Load {

    /** Every client has one order under way at any time; when the seconds are over, none places another. */
    Result run(int clients, int seconds);

    /**
     * What came of a run.
     *
     * @param wrong answers that were not what they must be
     */
    record Result(Latencies latencies, double seconds, Queue<String> wrong) {

        /** Of both runs together. */
        Result and(Result other) {
            Queue<String> wrongInEither = new ConcurrentLinkedQueue<>(wrong);
            wrongInEither.addAll(other.wrong);
            return new Result(latencies.and(other.latencies), seconds + other.seconds, wrongInEither);
        }

        double perSecond() {
            return latencies.count() / seconds;
        }
    }
}
