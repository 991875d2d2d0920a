package io.ordersaga.messaging.consume;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How many messages of a queue were handled together, and how long a batch took from its reading to its commit, pauses
 * for a database that was away included.
 */
record BatchMeters(DistributionSummary sizes, Timer durations) {

    static BatchMeters of(String queue, MeterRegistry meters) {
        return new BatchMeters(
                DistributionSummary.builder("messaging.batch.size")
                        .tag("queue", queue)
                        .serviceLevelObjectives(1, 2, 5, 10, 20, 50, 100, 200)
                        .register(meters),
                Timer.builder("messaging.batch.duration")
                        .tag("queue", queue)
                        .serviceLevelObjectives(
                                Duration.ofMillis(2),
                                Duration.ofMillis(5),
                                Duration.ofMillis(10),
                                Duration.ofMillis(25),
                                Duration.ofMillis(50),
                                Duration.ofMillis(100),
                                Duration.ofMillis(250),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(10))
                        .register(meters));
    }

    void handled(int messages, long nanos) {
        sizes.record(messages);
        durations.record(nanos, TimeUnit.NANOSECONDS);
    }
}
