package io.ordersaga.benchmarks.typicaldemo.orchestrator;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Who waits for which saga. Polling, as demonstrations would have it, would cost this one more than its sagas do. */
@Component
class Endings {

    private final Map<UUID, CompletableFuture<Saga>> waiting = new ConcurrentHashMap<>();

    CompletableFuture<Saga> of(UUID saga) {
        return waiting.computeIfAbsent(saga, _ -> new CompletableFuture<>());
    }

    void ended(Saga saga) {
        CompletableFuture<Saga> future = waiting.remove(saga.getId());
        if (future != null) {
            future.complete(saga);
        }
    }
}
