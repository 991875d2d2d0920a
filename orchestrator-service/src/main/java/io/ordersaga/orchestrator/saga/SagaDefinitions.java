package io.ordersaga.orchestrator.saga;

import io.ordersaga.messages.Step;
import io.ordersaga.messages.Success;
import io.ordersaga.orchestrator.engine.SagaCommand;
import io.ordersaga.orchestrator.engine.SagaDefinition;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Every definition that this orchestrator can drive, old versions included as long as sagas of them may run. */
@Component
public class SagaDefinitions {

    /** Which definition a saga runs by. */
    record Id(String name, int version) {}

    private final Map<Id, SagaDefinition<?>> definitions = new HashMap<>();
    private final Map<Step, Class<? extends Success>> answers = new HashMap<>();

    /** @throws IllegalArgumentException when two of them cannot be told apart or read one answer differently */
    SagaDefinitions(List<SagaDefinition<?>> all) {
        for (SagaDefinition<?> definition : all) {
            Id id = new Id(definition.name(), definition.version());
            if (definitions.put(id, definition) != null) {
                throw new IllegalArgumentException("There are two definitions of " + id + ".");
            }
            definition.answers().forEach((step, type) -> {
                if (!type.equals(answers.getOrDefault(step, type))) {
                    throw new IllegalArgumentException("Two definitions read the answer to " + step
                            + " differently; messages may grow, but stay of one type.");
                }
                answers.put(step, type);
            });
        }
    }

    /** Empty when the saga was started by a version that is not deployed here. */
    Optional<SagaDefinition<?>> of(SagaInstance saga) {
        return of(new Id(saga.getDefinition(), saga.getDefinitionVersion()));
    }

    /** Why its definition, where it is deployed here, cannot move the saga whatever it is told; empty when it can. */
    Optional<String> obstacle(SagaInstance saga) {
        return of(saga).flatMap(saga::obstacle);
    }

    Optional<SagaDefinition<?>> of(Id id) {
        return Optional.ofNullable(definitions.get(id));
    }

    /** What drives sagas of that definition that wait for that step; empty when nothing does here. */
    public Optional<SagaDefinition<?>> driving(String name, int version, SagaCommand awaited) {
        return of(new Id(name, version)).filter(definition -> definition.has(awaited));
    }

    /** What sagas of that name may wait for, by the versions that are deployed here. */
    public List<SagaCommand> commands(String name) {
        return definitions.values().stream()
                .filter(definition -> definition.name().equals(name))
                .sorted(Comparator.<SagaDefinition<?>>comparingInt(SagaDefinition::version)
                        .reversed())
                .flatMap(definition -> definition.commands().stream())
                .distinct()
                .toList();
    }

    Set<Id> deployed() {
        return definitions.keySet();
    }

    /** Every service that has a part in a saga. */
    public Set<String> services() {
        return answers.keySet().stream().map(Step::service).collect(Collectors.toSet());
    }

    /** How a success is to be read; empty when no definition that is deployed here has such a step. */
    Optional<Class<? extends Success>> successType(Step step) {
        return Optional.ofNullable(answers.get(step));
    }

    /** The newest definition of those whose sagas can start from the success of this step. */
    Optional<SagaDefinition<?>> startedBy(Step step) {
        return definitions.values().stream()
                .filter(definition -> definition.start() != null
                        && Step.of(definition.start().event()).equals(step))
                .max(Comparator.comparingInt(SagaDefinition::version));
    }
}
