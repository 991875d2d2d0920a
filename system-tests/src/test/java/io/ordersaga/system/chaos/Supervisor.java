package io.ordersaga.system.chaos;

import io.ordersaga.local.service.ServiceProcess;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Starts an instance again that could not start because its database or broker was away, as every platform does. One
 * that was ready must never end by itself.
 */
final class Supervisor implements AutoCloseable {

    private static final long LOOK_EVERY_MS = 1_000;

    private final Site site;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Set<Long> wereReady = new HashSet<>();
    private final Set<ServiceProcess> killed = ConcurrentHashMap.newKeySet();
    private final List<String> died = new CopyOnWriteArrayList<>();
    private final AtomicInteger startedAgain = new AtomicInteger();

    Supervisor(Site site) {
        this.site = site;
        clock.scheduleWithFixedDelay(
                () -> site.system().all().forEach(this::look), LOOK_EVERY_MS, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    void kill(ServiceProcess instance) {
        killed.add(instance);
        instance.kill();
    }

    void restart(ServiceProcess instance) {
        instance.restart();
        killed.remove(instance);
    }

    /** What ended by itself though it had been ready, and its last words. */
    List<String> died() {
        return died;
    }

    /** How often an instance had to be started once more, because it found a part missing. */
    int startedAgain() {
        return startedAgain.get();
    }

    private void look(ServiceProcess instance) {
        long pid = instance.pid();
        if (instance.isAlive()) {
            if (!wereReady.contains(pid) && instance.isReady()) {
                wereReady.add(pid);
            }
        } else if (!killed.contains(instance)) {
            if (wereReady.contains(pid)) {
                died.add(site.nameOf(instance) + ": " + instance.lastWords());
            } else {
                startedAgain.incrementAndGet();
            }
            instance.restart();
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
