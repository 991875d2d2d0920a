package io.ordersaga.orchestrator.saga;

import io.ordersaga.messages.MalformedMessageException;
import io.ordersaga.messages.RoutingKey;
import io.ordersaga.orchestrator.engine.StepState;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Whether a message still matters to its saga. */
@Component
@RequiredArgsConstructor
public class AwaitedSteps {

    private final SagaStore sagas;

    /**
     * Why the message cannot move its saga any more; empty when it can, when the saga is not known here, because its
     * message may be the one that starts it, and when the saga's row is damaged, which says nothing of the message.
     */
    @Transactional(readOnly = true)
    public Optional<String> outlived(RoutingKey message) {
        return sagas.find(List.of(message.sagaId())).stream().findFirst().flatMap(saga -> outlived(saga, message));
    }

    private static Optional<String> outlived(SagaInstance saga, RoutingKey message) {
        try {
            return outlived(saga, saga.stepStates(), message);
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> outlived(SagaInstance saga, List<StepState> steps, RoutingKey message) {
        Optional<StepState> waiting = StepState.awaited(steps);
        if (waiting.filter(step -> step.step().equals(message.step())).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(waiting.map(step -> "Its saga has outlived it: it waits for " + step.step() + " now.")
                .orElseGet(() -> "Its saga has outlived it: it is " + saga.getStatus() + "."));
    }
}
