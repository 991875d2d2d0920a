package io.ordersaga.messaging.inbox;

import io.ordersaga.messages.Command;
import io.ordersaga.messages.RoutingKey;
import io.ordersaga.messages.Success;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import lombok.RequiredArgsConstructor;

/** Makes each command of a saga have one effect at most, and answer the same whenever it comes again. */
@RequiredArgsConstructor
public class Inbox {

    private final InboxStore store;

    /** What is remembered of the commands of one batch. To be used in the transaction that handles them. */
    public InboxMemory open(Collection<? extends Command> commands) {
        List<InboxEntry.Key> keys = new ArrayList<>(commands.size() * 2);
        for (Command command : commands) {
            keys.add(InboxMemory.key(command, command.getClass()));
            if (command.undoes() != null) {
                keys.add(InboxMemory.key(command, command.undoes()));
            }
        }
        return new InboxMemory(store.find(keys));
    }

    /** Writes what the batch added, in one statement. */
    public void save(InboxMemory batch) {
        if (!batch.added().isEmpty()) {
            store.insert(batch.added());
        }
    }

    /** Remembers an action that the service took without a command, so that its compensation finds it. */
    public void remember(Success event) {
        RoutingKey.OfEvent key = RoutingKey.of(event);
        store.insertIfAbsent(
                InboxEntry.answered(new InboxEntry.Key(key.sagaId(), key.step().action()), event));
    }
}
