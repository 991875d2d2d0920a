package io.ordersaga.orchestrator.order;

import static java.util.Objects.requireNonNull;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import io.ordersaga.messaging.trace.TraceParent;
import io.ordersaga.orchestrator.engine.SagaDefinition;
import io.ordersaga.orchestrator.saga.SagaRunner;
import io.ordersaga.orchestrator.saga.SagaStarted;
import io.ordersaga.orchestrator.saga.SagasForgotten;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /**
     * A request to start a saga.
     *
     * @param sagaId what the saga will be called, unless the key started one before
     */
    public record Asked(
            UUID sagaId, OrderRequest request, @Nullable String idempotencyKey, TraceParent trace) {}

    /** What became of a request. */
    public sealed interface Accepted {}

    /** A saga works on it: a new one, or the one that the same key started before. */
    public record By(UUID sagaId, UUID orderId) implements Accepted {}

    /** The key was used before, for another order. */
    public record KeyInUse(UUID sagaId) implements Accepted {}

    public static UUID newSagaId() {
        return IDS.generate();
    }

    /**
     * Starts a saga for each request, or finds the one that the idempotency key has started already. Of two that use one
     * key at the same moment, on whichever instances, the database lets one start a saga; the other finds it.
     */
    @Transactional
    public List<Accepted> accept(List<Asked> batch) {
        Set<UUID> claimed = requests.claim(firstOfEachKey(batch));
        Predicate<Asked> starts = asked -> asked.idempotencyKey() == null || claimed.contains(asked.sagaId());
        Instant now = sagas.now();
        Map<UUID, UUID> orders =
                batch.stream().filter(starts).collect(Collectors.toMap(Asked::sagaId, asked -> start(asked, now)));
        Map<String, OrderRequests.Earlier> earlier = requests.startedWith(batch.stream()
                .filter(starts.negate())
                .flatMap(asked -> Stream.ofNullable(asked.idempotencyKey()))
                .toList());
        return batch.stream()
                .map(asked -> {
                    UUID order = orders.get(asked.sagaId());
                    return order == null ? repeated(asked, earlier) : new By(asked.sagaId(), order);
                })
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

    private UUID start(Asked asked, Instant now) {
        OrderData order = asked.request().asOrder(asked.sagaId(), IDS.generate());
        sagas.start(orderSaga, order.sagaId(), order, asked.trace(), now);
        return order.orderId();
    }

    private static Accepted repeated(Asked asked, Map<String, OrderRequests.Earlier> earlier) {
        OrderRequests.Earlier first = requireNonNull(earlier.get(requireNonNull(asked.idempotencyKey())));
        return first.request().equals(asked.request())
                ? new By(first.sagaId(), first.orderId())
                : new KeyInUse(first.sagaId());
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
