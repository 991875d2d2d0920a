package io.ordersaga.system;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordersaga.local.service.ServiceName;
import io.ordersaga.local.service.ServiceProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A service that an order waits for is away for a while. */
class UnansweredCommandIT {

    private final RunningSystem system = RunningSystem.shared();

    @Test
    void a42_p4_its_commands_are_seen_to_be_in_doubt_wait_and_are_answered_without_a_storm() {
        long user = system.user("1000.00");
        long product = system.product("10.00", 100);
        ServiceProcess service = system.service(ServiceName.PRODUCT);
        service.kill();

        List<String> ids =
                Stream.generate(() -> placed(user, product)).limit(20).toList();
        await().atMost(Duration.ofSeconds(60)).until(() -> ids.stream().allMatch(this::isSentAgainInDoubt));
        Map<String, Integer> tries = ids.stream()
                .collect(toMap(id -> id, id -> reservation(id).path("attempts").asInt()));
        service.restart();
        service.awaitReady(Duration.ofMinutes(2));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> ids.stream().allMatch(id -> RunningSystem.isFinished(system.saga(id))));

        List<JsonNode> sagas = ids.stream().map(system::saga).toList();
        assertThat(sagas).allMatch(saga -> saga.path("status").asString().equals("COMPLETED"));
        assertThat(ids)
                .allSatisfy(id -> assertThat(reservation(id).path("attempts").asInt())
                        .as("sent again once in a while, not for each copy")
                        .isLessThanOrEqualTo(tries.get(id) + 3));
        Audit.check(system, sagas, List.of(user), List.of(product));
    }

    private String placed(long user, long product) {
        return system.place(user, product, 1, "respond-async")
                .body()
                .path("saga_id")
                .asString();
    }

    private boolean isSentAgainInDoubt(String id) {
        JsonNode step = reservation(id);
        return step.path("status").asString().equals("IN_DOUBT")
                && step.path("attempts").asInt() >= 2;
    }

    private JsonNode reservation(String id) {
        return system.saga(id).path("steps").path(1);
    }
}
