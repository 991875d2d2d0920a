package io.ordersaga.orchestrator.saga;

import io.ordersaga.orchestrator.engine.SagaDefinition;
import io.ordersaga.orchestrator.engine.SagaStatus;
import io.ordersaga.orchestrator.engine.StepRole;
import io.ordersaga.orchestrator.engine.StepState;
import java.util.List;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Tells the steps of a saga: those that were sent, and those that are still to come while it goes forward. */
@Component
@RequiredArgsConstructor
public class SagaStory {

    private final SagaDefinitions definitions;

    /** What is still to come is known only where the saga's definition is deployed. */
    public List<StepView> steps(SagaInstance saga) {
        List<StepState> sent = saga.stepStates();
        Stream<StepView> pending = saga.getStatus() == SagaStatus.STARTED
                ? definitions.of(saga).stream().flatMap(definition -> pending(definition, sent))
                : Stream.empty();
        return Stream.concat(sent.stream().map(StepView::of), pending).toList();
    }

    private static Stream<StepView> pending(SagaDefinition<?> definition, List<StepState> sent) {
        return definition.steps().stream()
                .filter(step -> sent.stream()
                        .noneMatch(state ->
                                state.role() == StepRole.ACTION && state.step().equals(step.step())))
                .map(step -> StepView.pending(step.step()));
    }
}
