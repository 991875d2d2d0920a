package io.ordersaga.orchestrator.engine;

import io.ordersaga.messages.Command;
import io.ordersaga.messages.Done;
import io.ordersaga.messages.Step;
import io.ordersaga.messages.Success;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a kind of saga is: its steps in order. Built with {@link SagaBuilder}, which refuses a definition that could not
 * keep its promises.
 *
 * @param version is stored with every saga, which goes on by the definition it was started with
 * @param start how a saga starts from an answer that no command of it asked for; null when it cannot
 * @param deadline how long after its start a saga turns back if its pivot has not succeeded
 */
public record SagaDefinition<D>(
        String name,
        int version,
        Class<D> dataType,
        List<StepDefinition<D>> steps,
        @Nullable Start<D, ?> start,
        Duration deadline) {

    /** The data of a saga that starts from the success of its first step. */
    public record Start<D, S extends Success>(Class<S> event, Function<S, D> data) {

        public D from(Success success) {
            return data.apply(event.cast(success));
        }
    }

    public static <D> SagaBuilder<D> named(String name, int version, Class<D> dataType) {
        return new SagaBuilder<>(name, version, dataType);
    }

    /** @throws IllegalStateException when its sagas do not start from an event */
    public Start<D, ?> requiredStart() {
        if (start == null) {
            throw new IllegalStateException("the " + name + " saga is not started by an event");
        }
        return start;
    }

    /** @throws IllegalArgumentException when the saga has no such action */
    StepDefinition<D> step(Step step) {
        return find(step)
                .orElseThrow(() -> new IllegalArgumentException(
                        "version " + version + " of the " + name + " saga has no step " + step));
    }

    private Optional<StepDefinition<D>> find(Step step) {
        return steps.stream()
                .filter(definition -> definition.step().equals(step))
                .findFirst();
    }

    /** The step that the compensation undoes. */
    private StepDefinition<D> undoneBy(Step compensation) {
        return steps.stream()
                .filter(step -> step.compensation() != null
                        && step.compensation().step().equals(compensation))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "version " + version + " of the " + name + " saga has no compensation " + compensation));
    }

    /** The point of no return; empty when the saga can always turn back. */
    public Optional<Step> pivot() {
        return steps.stream()
                .filter(step -> step.kind() == StepKind.PIVOT)
                .map(StepDefinition::step)
                .findFirst();
    }

    boolean isPastPivot(SagaState<D> state) {
        return pivot().flatMap(state::action)
                .filter(action -> action.status() == StepStatus.SUCCEEDED)
                .isPresent();
    }

    /** @throws IllegalArgumentException when the saga has no such command */
    public RetryPolicy retry(SagaCommand command) {
        return definitionOf(command).retry();
    }

    private StepDefinition<D> definitionOf(SagaCommand command) {
        return command.role() == StepRole.ACTION ? step(command.step()) : undoneBy(command.step());
    }

    /** The command of a step that the saga has sent, as it would be sent now. */
    public Command command(SagaState<D> saga, StepState state) {
        StepDefinition<D> definition = definitionOf(state.command());
        StepDefinition.Compensation<D> compensation = definition.compensation();
        if (state.role() == StepRole.ACTION || compensation == null) {
            return required(definition, definition.command().apply(saga.data()));
        }
        if (saga.failure() == null) {
            throw new IllegalStateException("a saga that goes forward undoes nothing");
        }
        return undoing(definition, compensation.command().apply(saga.data(), saga.failure()));
    }

    /** Otherwise its service would remember a refusal for good, and no sending could ever succeed. */
    private Command required(StepDefinition<D> definition, Command command) {
        if (definition.kind() == StepKind.RETRIABLE && !command.mustSucceed()) {
            throw new IllegalStateException(definition.step() + " is retriable, so its command must say mustSucceed()");
        }
        return command;
    }

    /** Otherwise it would leave no tombstone when it comes first. */
    private Command undoing(StepDefinition<D> definition, Command compensation) {
        if (compensation.undoes() == null || !Step.of(compensation.undoes()).equals(definition.step())) {
            throw new IllegalStateException(
                    "the compensation of " + definition.step() + " must say that it undoes() it");
        }
        return compensation;
    }

    /** Whether the saga waits for a person: its command was sent too often without success. */
    public boolean needsAttention(SagaState<D> state) {
        return state.waiting()
                .filter(waiting ->
                        waiting.attempts() >= retry(waiting.command()).attentionAfter())
                .isPresent();
    }

    boolean canTurnBack(SagaState<D> state) {
        return state.status() == SagaStatus.STARTED && !isPastPivot(state);
    }

    /** When time alone makes the saga move; empty when it is finished. */
    public Optional<Instant> dueAt(SagaState<D> state) {
        boolean deadlineCounts = canTurnBack(state);
        return state.waiting()
                .map(StepState::dueAt)
                .map(due -> deadlineCounts && state.deadline().isBefore(due) ? state.deadline() : due);
    }

    /** Everything that the saga may send: its actions in order, then its compensations. */
    public List<SagaCommand> commands() {
        Stream<SagaCommand> actions = steps.stream().map(step -> new SagaCommand(StepRole.ACTION, step.step()));
        Stream<SagaCommand> compensations = steps.stream()
                .map(StepDefinition::compensation)
                .filter(Objects::nonNull)
                .map(compensation -> new SagaCommand(StepRole.COMPENSATION, compensation.step()));
        return Stream.concat(actions, compensations).toList();
    }

    public boolean has(SagaCommand command) {
        return commands().contains(command);
    }

    /** How the success of each step and each compensation is to be read. */
    public Map<Step, Class<? extends Success>> answers() {
        Map<Step, Class<? extends Success>> answers = new HashMap<>();
        steps.forEach(step -> answers.put(step.step(), step.successType()));
        steps.stream()
                .map(StepDefinition::compensation)
                .filter(Objects::nonNull)
                .forEach(compensation -> answers.putIfAbsent(compensation.step(), Done.class));
        return answers;
    }
}
