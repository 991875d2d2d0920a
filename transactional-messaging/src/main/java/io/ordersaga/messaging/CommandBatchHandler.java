package io.ordersaga.messaging;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.ordersaga.messages.Command;
import io.ordersaga.messages.Event;
import io.ordersaga.messages.MalformedMessageException;
import io.ordersaga.messages.RoutingKey;
import io.ordersaga.messaging.consume.BatchHandler;
import io.ordersaga.messaging.consume.InboundMessage;
import io.ordersaga.messaging.consume.Understanding;
import io.ordersaga.messaging.inbox.Inbox;
import io.ordersaga.messaging.inbox.InboxEntry;
import io.ordersaga.messaging.outbox.Outbox;
import io.ordersaga.messaging.trace.CurrentTrace;
import io.ordersaga.messaging.trace.TraceParent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import lombok.extern.slf4j.Slf4j;

/** Turns commands into answers: asks the inbox, lets the participant's handlers act, answers through the outbox. */
@Slf4j
class CommandBatchHandler implements BatchHandler<CommandBatchHandler.Received> {

    private final CommandHandlers handlers;
    private final Inbox inbox;
    private final Outbox outbox;
    private final int maxBodySize;
    private final Counter duplicates;

    /** A command in hand, with the key that its answer derives from. */
    record Received(RoutingKey.OfCommand key, Command command, TraceParent trace) {}

    CommandBatchHandler(CommandHandlers handlers, Inbox inbox, Outbox outbox, int maxBodySize, MeterRegistry meters) {
        this.handlers = handlers;
        this.inbox = inbox;
        this.outbox = outbox;
        this.maxBodySize = maxBodySize;
        this.duplicates = meters.counter("inbox.duplicates");
    }

    @Override
    public Received read(InboundMessage message) {
        if (!(Understanding.key(message, maxBodySize) instanceof RoutingKey.OfCommand key)
                || !key.step().service().equals(handlers.service())) {
            throw new MalformedMessageException("this is no command for the " + handlers.service() + " service");
        }
        Class<? extends Command> type = handlers.commandFor(key.step().action())
                .orElseThrow(() -> new MalformedMessageException("there is no command " + key.step()));
        return new Received(key, Understanding.body(message, key, type), message.trace());
    }

    @Override
    public void handle(List<Received> batch) {
        Inbox.Batch remembered =
                inbox.open(batch.stream().map(Received::command).toList());
        List<Command> fresh = batch.stream()
                .map(Received::command)
                .filter(command -> !remembered.isAnswered(command))
                .toList();
        duplicates.increment(batch.size() - fresh.size());
        if (!fresh.isEmpty()) {
            handlers.prepare(fresh);
        }
        for (Received received : batch) {
            CurrentTrace.during(received.trace(), received.command().sagaId(), () -> answer(received, remembered));
        }
        remembered.save();
    }

    private InboxEntry answer(Received received, Inbox.Batch remembered) {
        InboxEntry answer = remembered.answer(received.command(), this::act);
        outbox.add(
                received.key().answeredWith(answer.outcome()),
                answer.answer().getBytes(StandardCharsets.UTF_8),
                received.trace());
        return answer;
    }

    private Event act(Command command) {
        Event event = handlers.handle(command);
        log.debug("{} -> {}", command, event);
        return event;
    }
}
