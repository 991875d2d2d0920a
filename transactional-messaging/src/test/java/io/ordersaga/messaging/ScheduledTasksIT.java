package io.ordersaga.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordersaga.messaging.piggybank.Instance;
import io.ordersaga.testing.TestInfrastructure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.scheduling.TaskScheduler;

/** Timers of a service do not depend on each other. */
class ScheduledTasksIT {

    private static final TestInfrastructure INFRASTRUCTURE = TestInfrastructure.get();
    private static final Duration OFTEN = Duration.ofMillis(20);

    @Test
    void p4_a_task_that_hangs_delays_no_other_and_a_stop_no_longer_than_a_phase_of_it_may_last() throws Exception {
        Instance.clean(INFRASTRUCTURE.database(), INFRASTRUCTURE.broker());
        Instance piggybank = Instance.start(
                INFRASTRUCTURE.database(), INFRASTRUCTURE.broker(), "spring.lifecycle.timeout-per-shutdown-phase=2s");
        CountDownLatch hanging = new CountDownLatch(1);
        CompletableFuture<Void> over = new CompletableFuture<>();
        AtomicInteger runs = new AtomicInteger();
        TaskScheduler scheduler = piggybank.bean(TaskScheduler.class);
        try {
            var hung = scheduler.scheduleWithFixedDelay(() -> hang(hanging, over), OFTEN);
            hanging.await();
            var other = scheduler.scheduleWithFixedDelay(runs::incrementAndGet, OFTEN);

            await().until(() -> runs.get() > 3);

            assertThat(hung.isDone()).isFalse();
            assertThat(other.isDone()).isFalse();
            long begun = System.nanoTime();
            piggybank.close();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
        } finally {
            over.complete(null);
        }
    }

    /** Whoever joins is not woken by an interrupt, as many a driver that waits for its server is not. */
    private static void hang(CountDownLatch hanging, CompletableFuture<Void> over) {
        hanging.countDown();
        over.join();
    }
}
