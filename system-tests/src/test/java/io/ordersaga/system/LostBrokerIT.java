package io.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.ordersaga.local.broker.RabbitNode;
import io.ordersaga.testing.TestInfrastructure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The broker is killed in the middle of the work and comes back empty: no exchange, no queue, no message. */
class LostBrokerIT {

    private final RunningSystem system = RunningSystem.shared();

    @Test
    void p3_a_broker_that_lost_everything_costs_no_order() {
        assumeThat(TestInfrastructure.get().breakableRabbit())
                .as("a broker that this test may break")
                .isPresent();
        RabbitNode node = TestInfrastructure.get().breakableRabbit().orElseThrow();
        List<Long> users =
                IntStream.range(0, 20).mapToObj(_ -> system.user("400.00")).toList();
        List<Long> products = List.of(system.product("10.00", 20), system.product("10.00", 1000));
        Load load = new Load(system, users, products);

        CompletableFuture<Void> orders = CompletableFuture.runAsync(() -> load.place(300, 8, 3));
        load.awaitAccepted(60);
        node.kill();
        node.wipe();
        node.start();
        orders.join();
        List<JsonNode> ended = load.ended(Duration.ofMinutes(3));
        system.listenAgain();

        assertThat(ended).hasSize(300);
        Audit.check(system, ended, users, products);
    }
}
