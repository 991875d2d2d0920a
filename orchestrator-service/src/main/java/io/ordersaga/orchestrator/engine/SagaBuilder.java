package io.ordersaga.orchestrator.engine;

import io.ordersaga.messages.Command;
import io.ordersaga.messages.Step;
import io.ordersaga.messages.Success;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes a saga down as a table: one line a step, from the first to the last. {@link #step}, {@link #pivot} and
 * {@link #retriable} begin a line; everything after them is about that step.
 */
public final class SagaBuilder<D> {

    private final String name;
    private final int version;
    private final Class<D> dataType;
    private final List<Line<D>> lines = new ArrayList<>();
    private Duration deadline = Duration.ofMinutes(15);
    private RetryPolicy retry = new RetryPolicy(Duration.ofSeconds(5), Duration.ofMinutes(1), 0.2, 8);
    private SagaDefinition.@Nullable Start<D, ?> start;

    SagaBuilder(String name, int version, Class<D> dataType) {
        this.name = name;
        this.version = version;
        this.dataType = dataType;
    }

    /** How long after its start a saga turns back if its pivot has not succeeded; 15 minutes unless told. */
    public SagaBuilder<D> deadline(Duration wholeSaga) {
        deadline = wholeSaga;
        return this;
    }

    /** How unanswered commands of the following steps are sent again; 5 seconds doubling to a minute unless told. */
    public SagaBuilder<D> retrying(RetryPolicy policy) {
        retry = policy;
        return this;
    }

    /** A saga also starts when this success of its first step comes for a saga that nobody knows. */
    public <S extends Success> SagaBuilder<D> startedBy(Class<S> event, Function<S, D> data) {
        start = new SagaDefinition.Start<>(event, data);
        return this;
    }

    /** A step that can be undone; say how with {@link #undoneBy}, or that there is {@link #nothingToUndo}. */
    public <C extends Command> SagaBuilder<D> step(Class<C> type, Function<D, C> command) {
        return begin(type, StepKind.COMPENSATABLE, command);
    }

    /** The point of no return. It may be undone too, for the case that the saga turns back not knowing its outcome. */
    public <C extends Command> SagaBuilder<D> pivot(Class<C> type, Function<D, C> command) {
        return begin(type, StepKind.PIVOT, command);
    }

    /** A step after the pivot, sent until it succeeds. */
    public <C extends Command> SagaBuilder<D> retriable(Class<C> type, Function<D, C> command) {
        return begin(type, StepKind.RETRIABLE, command);
    }

    /** What the saga learns from the step's success. */
    public <S extends Success> SagaBuilder<D> learning(Class<S> success, BiFunction<D, S, D> learn) {
        last().answer = new StepDefinition.Answer<>(success, learn);
        return this;
    }

    public <C extends Command> SagaBuilder<D> undoneBy(Class<C> type, BiFunction<D, SagaFailure, C> command) {
        last().compensation = new StepDefinition.Compensation<>(Step.of(type), command::apply);
        return this;
    }

    /** The same, whatever the saga turned back for. */
    public <C extends Command> SagaBuilder<D> undoneBy(Class<C> type, Function<D, C> command) {
        return undoneBy(type, (data, _) -> command.apply(data));
    }

    public SagaBuilder<D> nothingToUndo() {
        last().nothingToUndo = true;
        return this;
    }

    /** The step is undone only once its answer is known; meanwhile it is sent again. */
    public SagaBuilder<D> onceAnswered() {
        last().answeredFirst = true;
        return this;
    }

    /** @throws IllegalArgumentException with every rule that the definition breaks */
    public SagaDefinition<D> build() {
        List<StepDefinition<D>> steps = lines.stream().map(Line::definition).toList();
        List<String> broken = new ArrayList<>(DefinitionRules.brokenBy(
                steps,
                lines.stream()
                        .filter(line -> line.nothingToUndo)
                        .map(line -> line.step)
                        .toList()));
        if (start != null
                && !steps.isEmpty()
                && !Step.of(start.event()).equals(steps.getFirst().step())) {
            broken.add("It starts with " + Step.of(start.event()) + ", which is not the answer to its first step.");
        }
        if (!broken.isEmpty()) {
            throw new IllegalArgumentException("The " + name + " saga cannot run: " + String.join(" ", broken));
        }
        return new SagaDefinition<>(name, version, dataType, steps, start, deadline);
    }

    private <C extends Command> SagaBuilder<D> begin(Class<C> type, StepKind kind, Function<D, C> command) {
        lines.add(new Line<>(Step.of(type), kind, command::apply, retry));
        return this;
    }

    private Line<D> last() {
        if (lines.isEmpty()) {
            throw new IllegalStateException("this is said of a step, and there is none yet");
        }
        return lines.getLast();
    }

    /** A line of the table while it is being written. */
    private static final class Line<D> {
        private final Step step;
        private final StepKind kind;
        private final Function<D, Command> command;
        private final RetryPolicy retry;
        private StepDefinition.Answer<D, ?> answer = new StepDefinition.Answer<D, Success>(Success.class, (d, _) -> d);
        private StepDefinition.@Nullable Compensation<D> compensation;
        private boolean nothingToUndo;
        private boolean answeredFirst;

        Line(Step step, StepKind kind, Function<D, Command> command, RetryPolicy retry) {
            this.step = step;
            this.kind = kind;
            this.command = command;
            this.retry = retry;
        }

        StepDefinition<D> definition() {
            return new StepDefinition<>(step, kind, command, answer, compensation, answeredFirst, retry);
        }
    }
}
