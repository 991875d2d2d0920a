package io.ordersaga.orchestrator;

import io.ordersaga.local.broker.BrokerAccess;
import io.ordersaga.testing.TestInfrastructure;
import io.ordersaga.testing.rest.RestDoor;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A further instance, on the database and broker of the others. */
public final class StartedOrchestrator implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private StartedOrchestrator(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static StartedOrchestrator with(String... properties) {
        TestInfrastructure infrastructure = TestInfrastructure.get();
        BrokerAccess broker = infrastructure.broker();
        Stream<String> needed = Stream.of(
                "--server.port=0",
                "--spring.datasource.url=" + infrastructure.database().url(),
                "--spring.rabbitmq.host=" + broker.host(),
                "--spring.rabbitmq.port=" + broker.port(),
                "--spring.rabbitmq.username=" + broker.user(),
                "--spring.rabbitmq.password=" + broker.password(),
                "--spring.rabbitmq.virtual-host=" + broker.virtualHost());
        return new StartedOrchestrator(SpringApplication.run(
                OrchestratorServiceApplication.class,
                Stream.concat(needed, Stream.of(properties)).toArray(String[]::new)));
    }

    public RestDoor door() {
        return new RestDoor(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    @Override
    public void close() {
        context.close();
    }
}
