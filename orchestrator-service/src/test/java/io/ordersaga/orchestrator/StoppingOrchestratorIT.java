package io.ordersaga.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordersaga.testing.rest.Answer;
import io.ordersaga.testing.rest.RestDoor;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** An instance that stops while clients wait for their orders. */
class StoppingOrchestratorIT {

    private static final long OWNER = 92_001;

    @Test
    void a49_whoever_waits_for_an_order_is_told_that_it_was_accepted() throws Exception {
        StartedOrchestrator instance = StartedOrchestrator.with();
        RestDoor door = instance.door();
        CompletableFuture<Answer> waiting = CompletableFuture.supplyAsync(() -> door.send(
                "POST",
                "/orders",
                RunningOrchestrator.order(OWNER, 1, 1),
                "Content-Type",
                "application/json",
                "Prefer",
                "wait=30"));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !door.get("/sagas?owner_id=" + OWNER).json().isEmpty());

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(instance::close);

        Answer answer = waiting.get(10, TimeUnit.SECONDS).hasStatus(202);
        assertThat(answer.header("Location")).hasValue("/sagas/" + RunningOrchestrator.sagaOf(answer));
        stopped.get(15, TimeUnit.SECONDS);
    }
}
