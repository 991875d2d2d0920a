package io.ordersaga.orchestrator.engine;

import io.ordersaga.messages.Command;
import java.util.List;

/**
 * What a saga does about a trigger.
 *
 * @param commands to be sent in the same transaction that stores the state
 */
public record Decision<D>(SagaState<D> state, List<Command> commands, Verdict verdict) {

    /** Whether the trigger counted. */
    public sealed interface Verdict {}

    /** The saga moved. */
    public record Applied() implements Verdict {}

    /** Nothing to do about it; the state is as it was. */
    public record Ignored(String why) implements Verdict {}

    /** It was asked for something that it must not do any more; the state is as it was. */
    public record Refused(String why) implements Verdict {}

    static <D> Decision<D> applied(SagaState<D> state, List<Command> commands) {
        return new Decision<>(state, commands, new Applied());
    }

    static <D> Decision<D> ignored(SagaState<D> state, String why) {
        return new Decision<>(state, List.of(), new Ignored(why));
    }

    static <D> Decision<D> refused(SagaState<D> state, String why) {
        return new Decision<>(state, List.of(), new Refused(why));
    }
}
