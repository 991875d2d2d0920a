package io.ordersaga.messaging.inbox;

import io.ordersaga.messages.Command;
import io.ordersaga.messages.Done;
import io.ordersaga.messages.Event;
import io.ordersaga.messages.Failure;
import io.ordersaga.messages.FailureCode;
import io.ordersaga.messages.Step;
import io.ordersaga.messaging.inbox.InboxRule.Act;
import io.ordersaga.messaging.inbox.InboxRule.LeaveTombstone;
import io.ordersaga.messaging.inbox.InboxRule.NothingToUndo;
import io.ordersaga.messaging.inbox.InboxRule.Repeat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of the commands of one batch, before it and by it. It knows no database, so that a model of the
 * whole system can run it as it is.
 */
public final class InboxMemory {

    private final Map<InboxEntry.Key, InboxEntry> known;
    private final List<InboxEntry> added = new ArrayList<>();

    /** @param known what is remembered of the commands and of the actions they undo */
    public InboxMemory(Map<InboxEntry.Key, InboxEntry> known) {
        this.known = new HashMap<>(known);
    }

    /** Whether the command was answered before, so that nothing needs to be loaded for it. */
    public boolean isAnswered(Command command) {
        return known.containsKey(key(command, command.getClass()));
    }

    /** What the batch added, to be stored with its effects. */
    public List<InboxEntry> added() {
        return List.copyOf(added);
    }

    /**
     * Lets the handler act if it may.
     *
     * @return the answer to send, whether new or given before
     */
    public InboxEntry answer(Command command, Function<Command, Event> handler) {
        InboxEntry.@Nullable Key undone = command.undoes() == null ? null : key(command, command.undoes());
        InboxEntry.Key own = key(command, command.getClass());
        return switch (InboxRule.decide(known.get(own), undone != null, known.get(undone))) {
            case Repeat(InboxEntry answered) -> answered;
            case Act() -> acted(own, command, handler.apply(command));
            case NothingToUndo() -> add(own, new Done(command.sagaId(), command.orderId()));
            case LeaveTombstone() -> {
                add(requireUndone(undone), tombstone(command));
                yield add(own, new Done(command.sagaId(), command.orderId()));
            }
        };
    }

    /** The refusal of what must succeed has no effect and is not the last word: nothing to remember. */
    private InboxEntry acted(InboxEntry.Key own, Command command, Event event) {
        return command.mustSucceed() && event instanceof Failure ? InboxEntry.answered(own, event) : add(own, event);
    }

    private InboxEntry add(InboxEntry.Key key, Event event) {
        InboxEntry entry = InboxEntry.answered(key, event);
        known.put(key, entry);
        added.add(entry);
        return entry;
    }

    static InboxEntry.Key key(Command command, Class<? extends Command> action) {
        return new InboxEntry.Key(command.sagaId(), Step.of(action).action());
    }

    private static InboxEntry.Key requireUndone(InboxEntry.@Nullable Key undone) {
        if (undone == null) {
            throw new IllegalStateException("only a compensation can leave a tombstone");
        }
        return undone;
    }

    private static Event tombstone(Command compensation) {
        return compensation.refuse(FailureCode.CANCELLED, "The compensation of this action came before it.");
    }
}
