package io.ordersaga.system;

import io.ordersaga.local.Folders;
import io.ordersaga.local.Ports;
import io.ordersaga.local.broker.BrokerAccess;
import io.ordersaga.local.broker.EmbeddedBroker;
import io.ordersaga.local.database.DatabaseAccess;
import io.ordersaga.local.database.LocalPostgres;
import io.ordersaga.local.service.ServiceSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * One instance of each service on an embedded broker and database of their own: services of another system would take
 * part in their orders untold.
 */
public final class SeparateSystem implements AutoCloseable {

    private final EmbeddedBroker broker;
    private final LocalPostgres postgres;
    private final RunningSystem services;

    private SeparateSystem(EmbeddedBroker broker, LocalPostgres postgres, RunningSystem services) {
        this.broker = broker;
        this.postgres = postgres;
        this.services = services;
    }

    /**
     * @param name of the folder with its data and logs, in {@link RunningSystem#HERE}
     * @param settings of all services, as environment variables
     */
    public static SeparateSystem start(String name, Map<String, String> settings) throws IOException {
        Path here = RunningSystem.HERE.resolve(name);
        Folders.delete(here);
        EmbeddedBroker broker = EmbeddedBroker.start(here.resolve("broker"), Ports.free());
        LocalPostgres postgres = LocalPostgres.start(here.resolve("postgres"), Ports.free());
        RunningSystem services = RunningSystem.start(
                1,
                (_, _) -> new ServiceSettings(Ports.free(), postgres.access(), broker.access(), settings),
                name + "/",
                Duration.ofSeconds(40));
        return new SeparateSystem(broker, postgres, services);
    }

    public RunningSystem services() {
        return services;
    }

    public BrokerAccess broker() {
        return broker.access();
    }

    public DatabaseAccess database() {
        return postgres.access();
    }

    @Override
    public void close() {
        services.close();
        postgres.close();
        broker.close();
    }
}
