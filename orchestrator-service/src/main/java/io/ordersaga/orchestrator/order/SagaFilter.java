package io.ordersaga.orchestrator.order;

import io.ordersaga.orchestrator.engine.SagaCommand;
import io.ordersaga.orchestrator.engine.SagaStatus;
import io.ordersaga.orchestrator.engine.StepRole;
import io.ordersaga.rest.Times;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which sagas to list; null asks for nothing.
 *
 * @param awaited what they wait for
 * @param refusal the code with which that was refused; empty when it was not
 * @param failureCode why they turned back
 */
public record SagaFilter(
        @Nullable SagaStatus status,
        @Nullable SagaCommand awaited,
        @Nullable String refusal,
        @Nullable String failureCode,
        @Nullable Long ownerId,
        @Nullable Long productId,
        @Nullable Instant createdAfter,
        @Nullable Instant createdBefore,
        @Nullable Boolean needsAttention,
        @Nullable UUID before) {

    private static final Set<SagaStatus> TURNED_BACK = Set.of(SagaStatus.COMPENSATING, SagaStatus.FAILED);

    public SagaFilter {
        Times.requireSensible("created_after", createdAfter);
        Times.requireSensible("created_before", createdBefore);
    }

    /** The same from the newest on, whichever page of it was asked for. */
    SagaFilter fromTheNewest() {
        return of(status, null);
    }

    private SagaFilter of(@Nullable SagaStatus status, @Nullable UUID before) {
        return new SagaFilter(
                status,
                awaited,
                refusal,
                failureCode,
                ownerId,
                productId,
                createdAfter,
                createdBefore,
                needsAttention,
                before);
    }

    boolean byRequest() {
        return ownerId != null || productId != null;
    }

    boolean byAwaited() {
        return awaited != null || refusal != null;
    }

    /** The same in parts, each of one status and so with an index of its own, when only sagas of some can be meant. */
    List<SagaFilter> parts() {
        boolean isOfSome = byAwaited() || failureCode != null;
        return isOfSome && status == null && !byRequest()
                ? possible().map(one -> of(one, before)).toList()
                : List.of(this);
    }

    private Stream<SagaStatus> possible() {
        return Stream.of(SagaStatus.values())
                .filter(one -> !byAwaited() || !one.isFinished())
                .filter(one -> failureCode == null || TURNED_BACK.contains(one))
                .filter(one -> awaited == null || awaited.role() == StepRole.ACTION || TURNED_BACK.contains(one));
    }
}
