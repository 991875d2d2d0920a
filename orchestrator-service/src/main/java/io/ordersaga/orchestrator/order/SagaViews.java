package io.ordersaga.orchestrator.order;

import io.ordersaga.messages.MalformedMessageException;
import io.ordersaga.orchestrator.saga.FinishedSagas;
import io.ordersaga.orchestrator.saga.LateAnswers;
import io.ordersaga.orchestrator.saga.LateAnswers.LateAnswer;
import io.ordersaga.orchestrator.saga.SagaInstance;
import io.ordersaga.orchestrator.saga.SagaStore;
import io.ordersaga.orchestrator.saga.SagaStory;
import io.ordersaga.rest.ETags;
import io.ordersaga.rest.Problems;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reads sagas for callers. */
@Component
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class SagaViews {

    /** As many as are looked at in a fraction of the time that a page may take. */
    public static final int MOST_LOOKED_AT = 20_000;

    /** Beyond so many nobody wants to know how many exactly. */
    public static final int MOST_COUNTED = 1_000;

    private final SagaStore sagas;
    private final SagaSearch search;
    private final OrderRequests requests;
    private final SagaStory story;
    private final LateAnswers lateAnswers;

    /** A saga and the version that its row has. */
    public record Versioned(SagaView saga, long version) {

        ResponseEntity<SagaView> ok() {
            return ETags.ok(saga, tag());
        }

        /** Late answers are told with the saga and do not touch its row. */
        String tag() {
            return ETags.of(
                    version,
                    saga.lateAnswers().stream().mapToLong(LateAnswer::times).sum());
        }
    }

    public Versioned one(UUID sagaId) {
        return each(List.of(sagaId)).getFirst();
    }

    /**
     * The sagas in the order of their ids given here, read together.
     *
     * @throws org.springframework.web.ErrorResponseException 404 when there is no such saga of an order
     */
    List<Versioned> each(List<UUID> sagaIds) {
        Map<UUID, SagaInstance> found = sagas.find(sagaIds).stream()
                .filter(saga -> saga.getDefinition().equals(OrderSaga.NAME))
                .collect(Collectors.toMap(SagaInstance::getSagaId, Function.identity()));
        Map<UUID, List<LateAnswer>> late = lateAnswers.of(found.keySet());
        return sagaIds.stream()
                .map(id -> Optional.ofNullable(found.get(id))
                        .map(saga -> versioned(saga, late.getOrDefault(id, List.of())))
                        .orElseThrow(() -> Problems.notFound("saga", id)))
                .toList();
    }

    /** A saga that was waited for; nothing is read. */
    @Transactional(propagation = Propagation.SUPPORTS)
    Versioned of(FinishedSagas.Ended ended) {
        return versioned(ended.saga(), ended.lateAnswers());
    }

    private Versioned versioned(SagaInstance saga, List<LateAnswer> late) {
        return new Versioned(view(saga, late), saga.getVersion());
    }

    /** A row that was damaged hides no other, and neither what its order was. */
    private SagaView view(SagaInstance saga, List<LateAnswer> late) {
        try {
            return SagaView.of(saga, saga.data(OrderData.class), story.steps(saga), late);
        } catch (MalformedMessageException e) {
            return SagaView.damaged(saga, requests.of(saga.getSagaId()), late, e);
        }
    }

    Versioned ofOrder(UUID orderId) {
        return one(search.byOrder(orderId).orElseThrow(() -> Problems.notFound("order", orderId)));
    }

    /**
     * What a bounded look found.
     *
     * @param reached where it stopped though there may be more below; empty when it looked at all
     */
    public record Look(List<SagaView> sagas, Optional<UUID> reached) {}

    /**
     * Newest first; of sagas that no index finds, the newest so many are looked at. The late answers of each are told
     * where one saga is asked for.
     */
    public Look look(SagaFilter filter, int most) {
        Optional<UUID> reach = search.reach(filter, MOST_LOOKED_AT);
        return new Look(views(search.find(filter, most, reach.orElse(null))), reach);
    }

    /**
     * How many a bounded look from the newest on finds, on all pages together.
     *
     * @param found no more than {@link #MOST_COUNTED}
     * @param isAll whether there was nothing further to look at
     */
    public record Tally(int found, boolean isAll) {}

    public Tally tally(SagaFilter filter) {
        SagaFilter all = filter.fromTheNewest();
        Optional<UUID> reach = search.reach(all, MOST_LOOKED_AT);
        return new Tally(search.find(all, MOST_COUNTED, reach.orElse(null)).size(), reach.isEmpty());
    }

    private List<SagaView> views(List<UUID> sagaIds) {
        return sagas.find(sagaIds).stream()
                .sorted(Comparator.comparing(
                                (SagaInstance saga) -> saga.getSagaId().toString())
                        .reversed())
                .map(saga -> view(saga, List.of()))
                .toList();
    }
}
