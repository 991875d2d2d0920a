package io.ordersaga.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.orchestrator.RunningOrchestrator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** An operator has everything that is unanswered sent again, long before it would be by itself. */
@TestPropertySource(properties = "order-saga.saga.step-timeout=1h")
@TestPropertySource(properties = "order-saga.saga.longest-retry=1h")
class BrokerLossDrillIT extends RunningOrchestrator {

    @Test
    void p3_one_command_sends_every_unanswered_command_again() {
        List<UUID> sagas =
                Stream.generate(() -> sagaOf(place(81, 1, 1))).limit(20).toList();
        sagas.forEach(saga -> EXCHANGE.hears(createOrder(saga)));

        int retried = orchestrator
                .post("/sagas/retry", "")
                .hasStatus(202)
                .json()
                .path("sagas")
                .asInt();

        assertThat(retried).isGreaterThanOrEqualTo(20);
        sagas.forEach(saga -> EXCHANGE.hears(createOrder(saga), 2));
    }

    private static String createOrder(UUID saga) {
        return "saga." + saga + ".command.order.create_order";
    }
}
