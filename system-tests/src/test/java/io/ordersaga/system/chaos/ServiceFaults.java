package io.ordersaga.system.chaos;

import io.ordersaga.local.service.ServiceProcess;
import java.util.List;

/** What happens to the instances of the services. */
final class ServiceFaults {

    private ServiceFaults() {}

    /** Killed as by {@code kill -9}; it comes back after a while, and takes its time to be ready. */
    static Fault killed(Site site, Chance chance) {
        ServiceProcess victim = victim(site, chance);
        return new Fault(
                site.nameOf(victim),
                chance.between(500, 2_000),
                () -> site.supervisor().kill(victim),
                () -> site.supervisor().restart(victim));
    }

    /** Frozen for longer than a lease and a step's timeout; in a long run also longer than the database lets it idle. */
    static Fault paused(Site site, Chance chance) {
        ServiceProcess victim = victim(site, chance);
        return new Fault(site.nameOf(victim), chance.between(7_000, 9_000), victim::pause, victim::resume);
    }

    private static ServiceProcess victim(Site site, Chance chance) {
        List<ServiceProcess> alive =
                site.system().all().filter(ServiceProcess::isAlive).toList();
        List<ServiceProcess> ready =
                alive.stream().filter(ServiceProcess::isReady).toList();
        return chance.of(ready.isEmpty() ? alive : ready);
    }
}
