package io.ordersaga.benchmarks;

import io.ordersaga.local.LocalStackException;
import io.ordersaga.local.Ports;
import io.ordersaga.local.service.ServiceName;
import io.ordersaga.local.service.ServiceProgram;
import io.ordersaga.local.service.ServiceSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The same six steps as demonstrations usually write them: four services of the module typical-demo as processes. */
final class TypicalDemoSystem implements Contestant {

    private static final String SERVICE = "-Dtypical-demo.service=";

    private final ServiceProcesses services = new ServiceProcesses();
    private final Shop shop;

    TypicalDemoSystem(Home home, Path root, Path folder) {
        Path programs = folder.resolve("typical-demo");
        copyJar(root.resolve("benchmarks/typical-demo/target"), programs);
        for (ServiceName name : ServiceName.values()) {
            services.start(
                    new ServiceProgram(name, programs),
                    new ServiceSettings(Ports.free(), home.database(), home.broker(), Map.of()),
                    List.of(SERVICE + name.module()),
                    folder.resolve(home.name() + "-" + name.module() + ".log"));
        }
        services.awaitReady();
        shop = Shop.fill(services.url(ServiceName.USER), services.url(ServiceName.PRODUCT));
    }

    private static void copyJar(Path target, Path programs) {
        try (Stream<Path> files = Files.list(target)) {
            Path jar = files.filter(file -> file.getFileName().toString().matches("typical-demo-[0-9].*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new LocalStackException("There is no jar in " + target + "; build it first."));
            Files.createDirectories(programs);
            Files.copy(jar, programs.resolve("service.jar"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new LocalStackException("There is no jar in " + target + "; build it first.", e);
        }
    }

    @Override
    public Load load(Trial trial) {
        return new ClosedLoop(shop, trial.scenario(), services.ports(ServiceName.ORCHESTRATOR));
    }

    @Override
    public Map<String, List<Long>> services() {
        return services.pids();
    }

    @Override
    public List<String> audit() {
        return List.of();
    }

    @Override
    public void close() {
        services.close();
    }
}
