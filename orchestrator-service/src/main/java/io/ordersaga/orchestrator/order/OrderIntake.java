package io.ordersaga.orchestrator.order;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import io.ordersaga.messaging.time.DatabaseClock;
import io.ordersaga.messaging.trace.TraceParent;
import io.ordersaga.orchestrator.engine.SagaDefinition;
import io.ordersaga.orchestrator.order.OrderRequests.Earlier;
import io.ordersaga.orchestrator.saga.SagaRunner;
import io.ordersaga.orchestrator.saga.SagaStarted;
import io.ordersaga.orchestrator.saga.SagasForgotten;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Where orders come in: what was asked for is stored in the transaction that starts the saga. */
@Component
@RequiredArgsConstructor
public class OrderIntake {

    private static final TimeBasedEpochRandomGenerator IDS = Generators.timeBasedEpochRandomGenerator();

    private final SagaDefinition<OrderData> orderSaga;
    private final SagaRunner sagas;
    private final OrderRequests requests;
    private final DatabaseClock clock;

    /**
     * A request to start a saga.
     *
     * @param sagaId what the saga will be called, unless the key started one before
     */
    public record Asked(
            UUID sagaId, OrderRequest request, @Nullable String idempotencyKey, TraceParent trace) {}

    /** What became of a request. */
    public sealed interface Outcome {}

    /** A saga works on it: a new one, or the one that the same key started before. */
    public record Accepted(UUID sagaId, UUID orderId) implements Outcome {}

    /** The key was used before, for another order. */
    public record KeyInUse(UUID sagaId) implements Outcome {}

    public static UUID newSagaId() {
        return IDS.generate();
    }

    /**
     * Starts a saga for each request, or finds the one that the idempotency key has started already. Of two that use one
     * key at the same moment, on whichever instances, the database lets one start a saga; the other finds it.
     */
    @Transactional
    public List<Outcome> accept(List<Asked> batch) {
        Map<String, Earlier> earlier = new HashMap<>(requests.claim(firstOfEachKey(batch)));
        Instant now = clock.now();
        return batch.stream()
                .map(asked -> asked.idempotencyKey() == null
                        ? start(asked, now).answer(asked.request())
                        : earlier.computeIfAbsent(asked.idempotencyKey(), _ -> start(asked, now))
                                .answer(asked.request()))
                .toList();
    }

    private static SortedMap<String, UUID> firstOfEachKey(List<Asked> batch) {
        SortedMap<String, UUID> keys = new TreeMap<>();
        batch.forEach(asked -> {
            if (asked.idempotencyKey() != null) {
                keys.putIfAbsent(asked.idempotencyKey(), asked.sagaId());
            }
        });
        return keys;
    }

    private Earlier start(Asked asked, Instant now) {
        OrderData order = asked.request().asOrder(asked.sagaId(), IDS.generate());
        sagas.start(orderSaga, order.sagaId(), order, asked.trace(), now);
        return new Earlier(order.sagaId(), order.orderId(), asked.request());
    }

    @EventListener
    void forget(SagasForgotten forgotten) {
        requests.forget(forgotten.before());
    }

    /** Every order is found by its owner and product, through whichever door it came. */
    @EventListener
    void remember(SagaStarted started) {
        if (started.data() instanceof OrderData order) {
            requests.add(order);
        }
    }
}
