package io.ordersaga.messaging;

import io.ordersaga.messages.Command;
import io.ordersaga.messages.Event;
import io.ordersaga.messages.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a participant can do: one plain method per command, from the command record to the answer. As a bean it is the
 * whole participant; the queue, the inbox, the outbox and the transaction are the module's.
 *
 * <p>A handler is called at most once with effect for each saga and action, inside the transaction that also remembers
 * its answer. A handler of a compensation is called only when the action it undoes had its effect. A business refusal
 * is an answer ({@link Command#refuse}); whatever a handler throws is a technical fault and is tried again.
 */
public final class CommandHandlers {

    private final String service;
    private final Map<String, Handler<?>> handlers = new HashMap<>();
    private Consumer<List<Command>> preparation = _ -> {};

    private CommandHandlers(String service) {
        this.service = service;
    }

    public static CommandHandlers of(String service) {
        return new CommandHandlers(service);
    }

    /**
     * Called once per batch with the commands that are about to be handled: the place to lock and load, in the order of
     * their ids, all rows they concern, in one statement. What it loads into the persistence context, the handlers find
     * there.
     */
    public CommandHandlers prepareWith(Consumer<List<Command>> preparation) {
        this.preparation = preparation;
        return this;
    }

    /** @throws IllegalArgumentException when the command is another service's or has a handler already */
    public <C extends Command> CommandHandlers on(Class<C> type, Function<C, Event> handler) {
        Step step = Step.of(type);
        if (!step.service().equals(service)) {
            throw new IllegalArgumentException(step + " is not a command for the " + service + " service");
        }
        if (handlers.put(step.action(), new Handler<>(type, handler)) != null) {
            throw new IllegalArgumentException(step + " has two handlers");
        }
        return this;
    }

    public String service() {
        return service;
    }

    void prepare(List<Command> commands) {
        preparation.accept(commands);
    }

    Event handle(Command command) {
        Handler<?> handler = handlers.get(Step.of(command.getClass()).action());
        if (handler == null) {
            throw new IllegalArgumentException("no handler for " + command.getClass());
        }
        return handler.call(command);
    }

    Optional<Class<? extends Command>> commandFor(String action) {
        return Optional.ofNullable(handlers.get(action)).map(Handler::type);
    }

    private record Handler<C extends Command>(Class<C> type, Function<C, Event> method) {
        Event call(Command command) {
            return method.apply(type.cast(command));
        }
    }
}
