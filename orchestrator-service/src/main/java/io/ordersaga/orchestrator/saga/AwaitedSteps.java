package io.ordersaga.orchestrator.saga;

import io.ordersaga.messages.MalformedMessageException;
import io.ordersaga.messages.RoutingKey;
import io.ordersaga.orchestrator.engine.StepState;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Whether messages still matter to their sagas. */
@Component
@RequiredArgsConstructor
public class AwaitedSteps {

    private final SagaStore sagas;

    /**
     * Why messages cannot move their sagas any more. Left out are those that still can, events of unknown sagas, which they
     * may start, and whatever belongs to a saga with a damaged row, which says nothing of the message. A command of an
     * unknown saga is not left out: nobody would ever complete or undo what it did.
     */
    @Transactional(readOnly = true)
    public Map<RoutingKey, String> outlived(Collection<RoutingKey> messages) {
        Map<UUID, SagaInstance> known = sagas.find(ids(messages)).stream()
                .collect(Collectors.toMap(SagaInstance::getSagaId, Function.identity()));
        Map<RoutingKey, String> outlived = new HashMap<>();
        for (RoutingKey message : messages) {
            SagaInstance saga = known.get(message.sagaId());
            (saga == null ? stray(message) : outlived(saga, message)).ifPresent(why -> outlived.put(message, why));
        }
        return outlived;
    }

    private static Set<UUID> ids(Collection<RoutingKey> messages) {
        return messages.stream().map(RoutingKey::sagaId).collect(Collectors.toSet());
    }

    private static Optional<String> stray(RoutingKey message) {
        return message instanceof RoutingKey.OfCommand
                ? Optional.of("No saga that is known here sent it, and none would go on with what it did.")
                : Optional.empty();
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
