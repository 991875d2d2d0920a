package io.ordersaga.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordersaga.messaging.piggybank.Instance;
import io.ordersaga.testing.TestInfrastructure;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.scheduling.TaskScheduler;

/** Timers of a service do not depend on each other. */
class ScheduledTasksIT {

    private static final TestInfrastructure INFRASTRUCTURE = TestInfrastructure.get();
    private static final Duration OFTEN = Duration.ofMillis(20);

    @Test
    void p4_a_task_that_hangs_delays_no_other_and_a_stop_is_quick() throws Exception {
        Instance.clean(INFRASTRUCTURE.database(), INFRASTRUCTURE.broker());
        Instance piggybank = Instance.start(INFRASTRUCTURE.database(), INFRASTRUCTURE.broker());
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        AtomicInteger runs = new AtomicInteger();
        TaskScheduler scheduler = piggybank.bean(TaskScheduler.class);
        var hung = scheduler.scheduleWithFixedDelay(() -> hang(hanging, over), OFTEN);
        hanging.await();
        var other = scheduler.scheduleWithFixedDelay(runs::incrementAndGet, OFTEN);

        await().until(() -> runs.get() > 3);

        assertThat(hung.isDone()).isFalse();
        assertThat(other.isDone()).isFalse();
        over.countDown();
        long begun = System.nanoTime();
        piggybank.close();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    }

    private static void hang(CountDownLatch hanging, CountDownLatch over) {
        hanging.countDown();
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
