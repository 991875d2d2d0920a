package io.ordersaga.orchestrator.order;

import io.ordersaga.orchestrator.engine.SagaStatus;
import java.net.URI;
import java.util.UUID;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/**
 * The answer when a request is committed and its saga cannot be read any more. Anything but a success would be untrue:
 * whoever is told to send an order again orders twice.
 *
 * @param orderId null when it is not known here
 * @param status as it was at the commit; null when it is not known here. Location tells what became of it
 */
@Slf4j
record TakenOn(
        UUID sagaId, @Nullable UUID orderId, @Nullable SagaStatus status) {

    static ResponseEntity<Object> answer(
            UUID sagaId, @Nullable UUID orderId, @Nullable SagaStatus status, RuntimeException unread) {
        log.warn("What was asked of saga {} is committed; it cannot be read now: {}", sagaId, unread.toString());
        return ResponseEntity.accepted()
                .location(URI.create("/sagas/" + sagaId))
                .body(new TakenOn(sagaId, orderId, status));
    }
}
