package io.ordersaga.orchestrator.saga;

import io.ordersaga.messages.Step;
import io.ordersaga.messages.Success;
import io.ordersaga.orchestrator.engine.SagaDefinition;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Every definition that this orchestrator can drive, old versions included as long as sagas of them may run. */
@Component
public class SagaDefinitions {

    private record Id(String name, int version) {}

    private final Map<Id, SagaDefinition<?>> definitions = new HashMap<>();

    SagaDefinitions(List<SagaDefinition<?>> all) {
        for (SagaDefinition<?> definition : all) {
            Id id = new Id(definition.name(), definition.version());
            if (definitions.put(id, definition) != null) {
                throw new IllegalArgumentException("There are two definitions of " + id + ".");
            }
        }
    }

    /** @throws IllegalStateException when the saga was started by a version that is not deployed here */
    SagaDefinition<?> of(SagaInstance saga) {
        SagaDefinition<?> definition = definitions.get(new Id(saga.getDefinition(), saga.getDefinitionVersion()));
        if (definition == null) {
            throw new IllegalStateException(
                    "Saga " + saga.getSagaId() + " runs by version " + saga.getDefinitionVersion() + " of the "
                            + saga.getDefinition() + " saga, which is not deployed.");
        }
        return definition;
    }

    Optional<Class<? extends Success>> successType(Step step) {
        return definitions.values().stream()
                .flatMap(definition -> definition.successType(step).stream())
                .findFirst();
    }

    /** The newest definition of those whose sagas can start from the success of this step. */
    Optional<SagaDefinition<?>> startedBy(Step step) {
        return definitions.values().stream()
                .filter(definition -> definition.start() != null
                        && Step.of(definition.start().event()).equals(step))
                .max(Comparator.comparingInt(SagaDefinition::version));
    }
}
