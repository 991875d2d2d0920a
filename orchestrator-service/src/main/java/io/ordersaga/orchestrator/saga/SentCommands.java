package io.ordersaga.orchestrator.saga;

import io.ordersaga.messages.Command;
import io.ordersaga.orchestrator.engine.SagaDefinition;
import io.ordersaga.orchestrator.engine.SagaState;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a saga has sent, made anew from what it knows: only what is still unconfirmed is kept as it was sent. */
@Component
@RequiredArgsConstructor
public class SentCommands {

    private final SagaStore store;
    private final SagaDefinitions definitions;

    /** In the order of its steps; none where its definition is not deployed here or does not go with its row. */
    @Transactional(readOnly = true)
    public List<Command> of(UUID sagaId) {
        return store.find(List.of(sagaId)).stream()
                .flatMap(saga -> definitions.of(saga).stream().flatMap(definition -> of(saga, definition).stream()))
                .toList();
    }

    private static <D> List<Command> of(SagaInstance saga, SagaDefinition<D> definition) {
        if (saga.obstacle(definition).isPresent()) {
            return List.of();
        }
        SagaState<D> state = saga.state(definition.dataType());
        return state.steps().stream()
                .map(step -> definition.command(state, step))
                .toList();
    }
}
