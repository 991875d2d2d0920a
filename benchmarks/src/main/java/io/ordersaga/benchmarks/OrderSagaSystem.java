package io.ordersaga.benchmarks;

import io.ordersaga.local.Ports;
import io.ordersaga.local.demo.Rest;
import io.ordersaga.local.service.ServiceName;
import io.ordersaga.local.service.ServiceProgram;
import io.ordersaga.local.service.ServiceSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** This system: its four services as processes. */
final class OrderSagaSystem implements Contestant {

    /** It goes through every saga there is, a million after the growth rows. */
    private static final Duration AUDITED_WITHIN = Duration.ofMinutes(10);

    private final ServiceProcesses services = new ServiceProcesses();
    private final Shop shop;

    /**
     * How it is started.
     *
     * @param root of the project
     * @param folder for its programs and logs
     * @param instances of every service
     * @param batchSize messages handled in one transaction at most; the services' own setting if it is not given
     * @param profiled the service to record with JFR, if any
     */
    record Setup(Path root, Path folder, int instances, Optional<Integer> batchSize, Optional<String> profiled) {

        /** The services' settings as environment variables. */
        Map<String, String> environment() {
            return batchSize
                    .map(size -> Map.of("ORDERSAGA_MESSAGING_BATCHSIZE", size.toString()))
                    .orElse(Map.of());
        }

        List<String> jvm(ServiceName name) {
            Path recording = folder.resolve(name.module() + ".jfr").toAbsolutePath();
            return profiled.filter(name.module()::equals)
                    .map(_ -> List.of("-XX:StartFlightRecording=settings=profile,filename=" + recording))
                    .orElse(List.of());
        }
    }

    OrderSagaSystem(Home home, Setup setup) {
        Map<ServiceName, URI> found = new EnumMap<>(ServiceName.class);
        for (ServiceName name : ServiceName.values()) {
            ServiceProgram program = ServiceProgram.of(name, setup.root(), setup.folder());
            for (int instance = 1; instance <= setup.instances(); instance++) {
                ServiceSettings settings = new ServiceSettings(
                                Ports.free(), home.database(), home.broker(), setup.environment())
                        .finding(found);
                Path log = setup.folder().resolve(home.name() + "-" + name.module() + "-" + instance + ".log");
                found.putIfAbsent(
                        name,
                        services.start(program, settings, setup.jvm(name), log).url());
            }
        }
        services.awaitReady();
        shop = Shop.fill(services.url(ServiceName.USER), services.url(ServiceName.PRODUCT));
    }

    @Override
    public Load load(Trial trial) {
        Load orders = new ClosedLoop(shop, trial.scenario(), services.ports(ServiceName.ORCHESTRATOR));
        return trial.watched()
                ? new WatchedLoad(orders, services.url(ServiceName.ORCHESTRATOR), services.urls())
                : orders;
    }

    @Override
    public Map<String, List<Long>> services() {
        return services.pids();
    }

    @Override
    public List<String> audit() {
        Rest.Answer audit = new Rest(AUDITED_WITHIN)
                .get(services.url(ServiceName.ORCHESTRATOR).resolve("/audit"));
        return audit.status() == 200
                ? StreamSupport.stream(audit.body().path("findings").spliterator(), false)
                        .map(JsonNode::toString)
                        .toList()
                : List.of(audit.toString());
    }

    @Override
    public void close() {
        services.close();
    }
}
