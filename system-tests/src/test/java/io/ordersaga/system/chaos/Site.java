package io.ordersaga.system.chaos;

import io.ordersaga.local.Ports;
import io.ordersaga.local.database.LocalPostgres;
import io.ordersaga.local.service.ServiceName;
import io.ordersaga.local.service.ServiceProcess;
import io.ordersaga.local.service.ServiceSettings;
import io.ordersaga.system.RunningSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Everything that a run breaks: broker, database, two instances of every service, and the network between them. */
final class Site implements AutoCloseable {

    private static final int INSTANCES = 2;

    /** A client gives up on an instance that does not answer, and asks another. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final Broker broker;
    private final LocalPostgres postgres;
    private final Links links = new Links();
    private final Poison poison = new Poison();
    private final Eavesdropper eavesdropper;
    private final RunningSystem system;
    private final Supervisor supervisor;

    /** @param settings of the services, as environment variables */
    Site(Broker broker, Path folder, Map<String, String> settings) {
        this.broker = broker;
        CompletableFuture<Void> brokerStarts = CompletableFuture.runAsync(broker::start);
        this.postgres = LocalPostgres.start(folder.resolve("postgres"), Ports.free());
        brokerStarts.join();
        this.system = RunningSystem.start(
                INSTANCES, (name, instance) -> placesOf(name, instance, settings), "chaos-", PATIENCE);
        this.supervisor = new Supervisor(this);
        this.eavesdropper = new Eavesdropper(broker);
    }

    private ServiceSettings placesOf(ServiceName name, int instance, Map<String, String> settings) {
        int database = Integer.parseInt(postgres.access().url().replaceFirst(".*localhost:(\\d+)/.*", "$1"));
        Links.Link link = links.open(name, instance, broker.accesses(), database);
        Map<String, String> more = new HashMap<>(settings);
        more.put("SPRING_RABBITMQ_ADDRESSES", link.brokerAddresses());
        return new ServiceSettings(
                Ports.free(),
                link.database(postgres.access()),
                broker.accesses().getFirst(),
                more);
    }

    Broker broker() {
        return broker;
    }

    LocalPostgres postgres() {
        return postgres;
    }

    /** What the services have written down. */
    Books books() {
        return new Books(postgres.access());
    }

    Links links() {
        return links;
    }

    RunningSystem system() {
        return system;
    }

    Supervisor supervisor() {
        return supervisor;
    }

    Poison poison() {
        return poison;
    }

    Eavesdropper eavesdropper() {
        return eavesdropper;
    }

    String nameOf(ServiceProcess process) {
        List<ServiceProcess> instances = system.instances(process.name());
        return process.name().module() + " " + (instances.indexOf(process) + 1);
    }

    @Override
    public void close() {
        eavesdropper.close();
        supervisor.close();
        system.close();
        postgres.close();
    }
}
