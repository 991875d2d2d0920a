package io.ordersaga.orchestrator.saga;

import io.ordersaga.messages.Command;
import io.ordersaga.messages.MalformedMessageException;
import io.ordersaga.orchestrator.engine.SagaCommand;
import io.ordersaga.orchestrator.engine.SagaDefinition;
import io.ordersaga.orchestrator.engine.SagaState;
import io.ordersaga.orchestrator.engine.StepState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a saga has sent, made anew from what it knows: only what is still unconfirmed is kept as it was sent. */
@Slf4j
@Component
@RequiredArgsConstructor
public class SentCommands {

    private final SagaStore store;
    private final SagaDefinitions definitions;

    /**
     * The commands as they were sent, made anew. Those that cannot be made any more are left out: of a saga whose row is
     * damaged or whose definition is not deployed here, all.
     */
    @Transactional(readOnly = true)
    public Map<SagaCommand, Command> of(UUID sagaId) {
        return store.find(List.of(sagaId)).stream()
                .flatMap(saga -> definitions.of(saga).stream().flatMap(definition -> of(saga, definition)))
                // A step stands twice in a damaged row alone, and its page is where that is seen.
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (first, _) -> first));
    }

    private static <D> Stream<Map.Entry<SagaCommand, Command>> of(SagaInstance saga, SagaDefinition<D> definition) {
        try {
            SagaState<D> state = saga.state(definition.dataType());
            return state.steps().stream()
                    .flatMap(step ->
                            command(definition, state, step)
                                    .map(command -> Map.entry(step.command(), command))
                                    .stream());
        } catch (MalformedMessageException e) {
            log.debug("The row of saga {} is damaged", saga.getSagaId(), e);
            return Stream.empty();
        }
    }

    private static <D> Optional<Command> command(SagaDefinition<D> definition, SagaState<D> state, StepState step) {
        try {
            return Optional.of(definition.command(state, step));
        } catch (MalformedMessageException | IllegalArgumentException | IllegalStateException e) {
            log.debug("The command {} cannot be made anew", step.step(), e);
            return Optional.empty();
        }
    }
}
