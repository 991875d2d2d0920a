package io.ordersaga.messaging.inbox;

import io.ordersaga.messages.Command;
import io.ordersaga.messages.Done;
import io.ordersaga.messages.Event;
import io.ordersaga.messages.Failure;
import io.ordersaga.messages.FailureCode;
import io.ordersaga.messages.RoutingKey;
import io.ordersaga.messages.Step;
import io.ordersaga.messages.Success;
import io.ordersaga.messaging.inbox.InboxRule.Act;
import io.ordersaga.messaging.inbox.InboxRule.LeaveTombstone;
import io.ordersaga.messaging.inbox.InboxRule.NothingToUndo;
import io.ordersaga.messaging.inbox.InboxRule.Repeat;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;

/** Makes each command of a saga have one effect at most, and answer the same whenever it comes again. */
@RequiredArgsConstructor
public class Inbox {

    private final InboxStore store;

    /** What is remembered of the commands of one batch. To be used in the transaction that handles them. */
    public Batch open(Collection<? extends Command> commands) {
        List<InboxEntry.Key> keys = new ArrayList<>(commands.size() * 2);
        for (Command command : commands) {
            keys.add(key(command, command.getClass()));
            if (command.undoes() != null) {
                keys.add(key(command, command.undoes()));
            }
        }
        return new Batch(store.find(keys));
    }

    /** Remembers an action that the service took without a command, so that its compensation finds it. */
    public void remember(Success event) {
        RoutingKey.OfEvent key = RoutingKey.of(event);
        store.insertIfAbsent(
                InboxEntry.answered(new InboxEntry.Key(key.sagaId(), key.step().action()), event));
    }

    private static InboxEntry.Key key(Command command, Class<? extends Command> action) {
        return new InboxEntry.Key(command.sagaId(), Step.of(action).action());
    }

    /** Knows what was remembered before the batch and what the batch itself has done so far. */
    @RequiredArgsConstructor
    public final class Batch {

        private final Map<InboxEntry.Key, InboxEntry> known;
        private final List<InboxEntry> added = new ArrayList<>();

        /** Whether the command was answered before, so that nothing needs to be loaded for it. */
        public boolean isAnswered(Command command) {
            return known.containsKey(key(command, command.getClass()));
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
            return command.mustSucceed() && event instanceof Failure
                    ? InboxEntry.answered(own, event)
                    : add(own, event);
        }

        /** Writes what the batch added, in one statement. */
        public void save() {
            if (!added.isEmpty()) {
                store.insert(added);
            }
        }

        private InboxEntry add(InboxEntry.Key key, Event event) {
            InboxEntry entry = InboxEntry.answered(key, event);
            known.put(key, entry);
            added.add(entry);
            return entry;
        }
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
