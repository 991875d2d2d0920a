package io.ordersaga.orchestrator.order;

import io.ordersaga.orchestrator.saga.LateAnswers;
import io.ordersaga.orchestrator.saga.SagaInstance;
import io.ordersaga.orchestrator.saga.SagaStore;
import io.ordersaga.orchestrator.saga.SagaStory;
import io.ordersaga.rest.ETags;
import io.ordersaga.rest.Problems;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads sagas for callers. */
@Component
@RequiredArgsConstructor
@Transactional(readOnly = true)
class SagaViews {

    private final SagaStore sagas;
    private final SagaSearch search;
    private final SagaStory story;
    private final LateAnswers lateAnswers;

    /** A saga and the version that its ETag is made of. */
    record Versioned(SagaView saga, long version) {

        ResponseEntity<SagaView> ok() {
            return ETags.ok(saga, version);
        }
    }

    Versioned one(UUID sagaId) {
        SagaInstance saga = sagas.find(sagaId)
                .filter(found -> found.getDefinition().equals(OrderSaga.NAME))
                .orElseThrow(() -> Problems.notFound("saga", sagaId));
        return new Versioned(SagaView.of(saga, story.steps(saga), lateAnswers.of(sagaId)), saga.getVersion());
    }

    Versioned ofOrder(UUID orderId) {
        return one(search.byOrder(orderId).orElseThrow(() -> Problems.notFound("order", orderId)));
    }

    /** Newest first. The late answers of each are told where one saga is asked for. */
    List<SagaView> list(SagaFilter filter, int most) {
        return sagas.find(search.find(filter, most)).stream()
                .sorted(Comparator.comparing(
                                (SagaInstance saga) -> saga.getSagaId().toString())
                        .reversed())
                .map(saga -> SagaView.of(saga, story.steps(saga), List.of()))
                .toList();
    }
}
