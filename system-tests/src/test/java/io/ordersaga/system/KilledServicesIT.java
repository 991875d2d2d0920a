package io.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.local.service.ServiceName;
import io.ordersaga.local.service.ServiceProcess;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** A service dies in the middle of the work, at whatever instruction it is, and comes back. */
class KilledServicesIT {

    private static final int ORDERS = 300;
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);

    private final RunningSystem system = RunningSystem.shared();

    @ParameterizedTest
    @EnumSource(ServiceName.class)
    void p1_p2_p6_no_order_is_lost_or_charged_twice(ServiceName victim) {
        List<Long> users =
                IntStream.range(0, 20).mapToObj(_ -> system.user("400.00")).toList();
        List<Long> products = LongStream.range(0, 5)
                .mapToObj(i -> system.product("10.00", i == 0 ? 20 : 1000))
                .toList();
        Load load = new Load(system, users, products);

        CompletableFuture<Void> orders = CompletableFuture.runAsync(() -> load.place(ORDERS, 8, victim.ordinal()));
        load.awaitAccepted(60);
        ServiceProcess service = system.service(victim);
        service.kill();
        service.restart();
        service.awaitReady(READY_WITHIN);
        orders.join();
        List<JsonNode> ended = load.ended(Duration.ofMinutes(2));

        assertThat(ended).hasSize(ORDERS - load.unanswered());
        if (victim != ServiceName.ORCHESTRATOR) {
            assertThat(load.unanswered()).isZero();
        }
        Audit.check(system, ended, users, products);
    }
}
