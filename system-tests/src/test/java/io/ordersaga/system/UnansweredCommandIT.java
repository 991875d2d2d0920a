package io.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordersaga.local.service.ServiceName;
import io.ordersaga.local.service.ServiceProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A service that an order waits for is away for a while. */
class UnansweredCommandIT {

    private final RunningSystem system = RunningSystem.shared();

    @Test
    void p4_its_command_is_seen_to_be_in_doubt_is_sent_again_and_answered_in_the_end() {
        long user = system.user("100.00");
        long product = system.product("10.00", 5);
        ServiceProcess service = system.service(ServiceName.PRODUCT);
        service.kill();

        String id = system.place(user, product, 1, "respond-async")
                .body()
                .path("saga_id")
                .asString();
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            JsonNode step = system.saga(id).path("steps").path(1);
            return step.path("status").asString().equals("IN_DOUBT")
                    && step.path("attempts").asInt() >= 2;
        });
        service.restart();
        service.awaitReady(Duration.ofMinutes(2));
        system.post(ServiceName.ORCHESTRATOR, "/sagas/" + id + "/retry", Map.of());
        await().atMost(Duration.ofSeconds(60)).until(() -> RunningSystem.isFinished(system.saga(id)));

        JsonNode saga = system.saga(id);
        assertThat(saga.path("status").asString()).isEqualTo("COMPLETED");
        Audit.check(system, List.of(saga), List.of(user), List.of(product));
    }
}
