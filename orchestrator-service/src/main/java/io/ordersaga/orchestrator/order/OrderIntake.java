package io.ordersaga.orchestrator.order;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import io.ordersaga.messaging.trace.TraceParent;
import io.ordersaga.orchestrator.engine.SagaDefinition;
import io.ordersaga.orchestrator.saga.SagaRunner;
import io.ordersaga.orchestrator.saga.SagaStarted;
import io.ordersaga.orchestrator.saga.SagasForgotten;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Where orders come in: what was asked for is stored in the transaction that starts the saga. */
@Component
@RequiredArgsConstructor
class OrderIntake {

    private static final TimeBasedEpochRandomGenerator IDS = Generators.timeBasedEpochRandomGenerator();

    private final SagaDefinition<OrderData> orderSaga;
    private final SagaRunner sagas;
    private final OrderRequests requests;

    /** What became of a request. */
    sealed interface Accepted {}

    /** A saga works on it: a new one, or the one that the same key started before. */
    record By(UUID sagaId) implements Accepted {}

    /** The key was used before, for another order. */
    record KeyInUse(UUID sagaId) implements Accepted {}

    /**
     * Starts a saga, or finds the one that the idempotency key has started already. Of two that use one key at the same
     * moment, on whichever instances, the database lets one start a saga; the other finds it.
     */
    @Transactional
    public Accepted accept(OrderRequest request, @Nullable String idempotencyKey, TraceParent trace) {
        OrderData order = request.asOrder(IDS.generate(), IDS.generate());
        if (idempotencyKey != null && !requests.claim(idempotencyKey, order.sagaId())) {
            return earlier(idempotencyKey, request);
        }
        sagas.start(orderSaga, order.sagaId(), order, trace);
        return new By(order.sagaId());
    }

    private Accepted earlier(String key, OrderRequest request) {
        OrderRequests.Earlier earlier = requests.startedWith(key);
        return earlier.request().equals(request) ? new By(earlier.sagaId()) : new KeyInUse(earlier.sagaId());
    }

    @EventListener
    void forget(SagasForgotten forgotten) {
        requests.forget(forgotten.before());
    }

    /** Every order is found by its owner and product, through whichever door it came. */
    @EventListener
    void remember(SagaStarted started) {
        Optional.of(started.data())
                .filter(OrderData.class::isInstance)
                .map(OrderData.class::cast)
                .ifPresent(requests::add);
    }
}
