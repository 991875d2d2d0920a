package io.ordersaga.benchmarks.typicaldemo.orchestrator;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import lombok.RequiredArgsConstructor;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequiredArgsConstructor
class OrderController {

    private final SagaRepository sagas;
    private final SagaCommands commands;
    private final Endings endings;

    record OrderRequest(long productId, long ownerId, int quantity) {}

    @PostMapping("/orders")
    CompletableFuture<Saga> order(@RequestBody OrderRequest request) {
        Saga saga = new Saga();
        saga.setId(UUID.randomUUID());
        saga.setOwnerId(request.ownerId());
        saga.setProductId(request.productId());
        saga.setQuantity(request.quantity());
        saga.setStep("create_order");
        saga.setStatus("STARTED");
        sagas.save(saga);
        CompletableFuture<Saga> ended = endings.of(saga.getId());
        commands.send(saga, "order", "create_order");
        return ended;
    }
}
