package io.ordersaga.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** The service with the most timers. */
class TimersIT extends RunningOrchestrator {

    @Autowired
    ThreadPoolTaskScheduler scheduler;

    @Test
    void p4_there_are_more_threads_than_timers_so_that_one_that_hangs_delays_no_other() {
        ScheduledThreadPoolExecutor pool = scheduler.getScheduledThreadPoolExecutor();

        assertThat(pool.getQueue().size() + pool.getActiveCount())
                .isGreaterThan(8)
                .isLessThan(pool.getCorePoolSize());
    }
}
