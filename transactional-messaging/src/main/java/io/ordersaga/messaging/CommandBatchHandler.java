package io.ordersaga.messaging;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.ordersaga.messages.Command;
import io.ordersaga.messages.Event;
import io.ordersaga.messages.Failure;
import io.ordersaga.messages.MalformedMessageException;
import io.ordersaga.messages.RoutingKey;
import io.ordersaga.messaging.consume.BatchHandler;
import io.ordersaga.messaging.consume.Understanding;
import io.ordersaga.messaging.delivery.InboundMessage;
import io.ordersaga.messaging.inbox.Inbox;
import io.ordersaga.messaging.inbox.InboxEntry;
import io.ordersaga.messaging.inbox.InboxMemory;
import io.ordersaga.messaging.outbox.Outbox;
import io.ordersaga.messaging.retention.ForgetSagas;
import io.ordersaga.messaging.retention.SagaHorizon;
import io.ordersaga.messaging.trace.CurrentTrace;
import io.ordersaga.messaging.trace.Story;
import io.ordersaga.messaging.trace.TraceParent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import lombok.extern.slf4j.Slf4j;

/** Turns commands into answers: asks the inbox, lets the participant's handlers act, answers through the outbox. */
@Slf4j
class CommandBatchHandler implements BatchHandler<CommandBatchHandler.Received> {

    private final CommandHandlers handlers;
    private final Inbox inbox;
    private final Outbox outbox;
    private final SagaHorizon horizon;
    private final Counter duplicates;

    /** What came in. */
    sealed interface Received {}

    /** A command in hand, with the key that its answer derives from. */
    record Asked(RoutingKey.OfCommand key, Command command, TraceParent trace) implements Received {}

    /** Word that every saga with a lower id is forgotten. */
    record Forget(UUID before) implements Received {}

    CommandBatchHandler(
            CommandHandlers handlers, Inbox inbox, Outbox outbox, SagaHorizon horizon, MeterRegistry meters) {
        this.handlers = handlers;
        this.inbox = inbox;
        this.outbox = outbox;
        this.horizon = horizon;
        this.duplicates = meters.counter("inbox.duplicates");
    }

    @Override
    public Received read(InboundMessage message) {
        if (!(Understanding.key(message) instanceof RoutingKey.OfCommand key)
                || !key.step().service().equals(handlers.service())) {
            throw new MalformedMessageException("this is no command for the " + handlers.service() + " service");
        }
        if (key.step().action().equals(ForgetSagas.ACTION)) {
            return new Forget(key.sagaId());
        }
        Class<? extends Command> type = handlers.commandFor(key.step().action())
                .orElseThrow(() -> new MalformedMessageException("there is no command " + key.step()));
        return new Asked(key, Understanding.body(message, key, type), message.trace());
    }

    @Override
    public void handle(List<Received> batch) {
        List<Asked> asked = new ArrayList<>(batch.size());
        for (Received received : batch) {
            switch (received) {
                case Asked command -> asked.add(command);
                case Forget(UUID before) -> horizon.raise(before);
            }
        }
        answerAll(asked);
    }

    private void answerAll(List<Asked> asked) {
        InboxMemory remembered = inbox.open(asked.stream().map(Asked::command).toList());
        List<Command> fresh = asked.stream()
                .map(Asked::command)
                .filter(command -> !remembered.isAnswered(command))
                .toList();
        duplicates.increment(asked.size() - fresh.size());
        if (!fresh.isEmpty()) {
            handlers.prepare(fresh);
        }
        for (Asked command : asked) {
            try (CurrentTrace.Before _ =
                    CurrentTrace.enter(command.trace(), command.command().sagaId())) {
                answer(command, remembered);
            }
        }
        inbox.save(remembered);
    }

    private void answer(Asked asked, InboxMemory remembered) {
        InboxEntry answer = remembered.answer(asked.command(), _ -> act(asked));
        outbox.add(
                asked.key().answeredWith(answer.outcome()),
                answer.answer().getBytes(StandardCharsets.UTF_8),
                asked.trace());
    }

    private Event act(Asked asked) {
        Event event = handlers.handle(asked.command());
        Story.LOG.info(
                "{}: {}", asked.key().step().action(), event instanceof Failure refusal ? refusal.code() : "success");
        log.debug("{} -> {}", asked.command(), event);
        return event;
    }
}
