package io.ordersaga.orchestrator.model;

import static java.util.Objects.requireNonNull;

import io.ordersaga.messages.Command;
import io.ordersaga.messages.Event;
import io.ordersaga.messages.Failure;
import io.ordersaga.messages.MessageJson;
import io.ordersaga.messages.Outcome;
import io.ordersaga.messages.Step;
import io.ordersaga.messages.Success;
import io.ordersaga.messages.order.OrderCommand.CreateOrder;
import io.ordersaga.messages.order.OrderCommand.FinalStatus;
import io.ordersaga.messages.order.OrderCommand.UpdateStatus;
import io.ordersaga.messaging.inbox.InboxEntry;
import io.ordersaga.messaging.inbox.InboxMemory;
import io.ordersaga.orchestrator.model.Books.Order;
import io.ordersaga.orchestrator.order.OrderSagaTale;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The services: production's memory of commands around handlers that decide as they are told. */
final class Participants {

    private final Variant variant;
    private final Map<InboxEntry, Event> answers = new HashMap<>();

    Participants(Variant variant) {
        this.variant = variant;
    }

    /**
     * Handles a command in one transaction.
     *
     * @param outcome what the handler decides if it is asked at all
     */
    World handle(World world, Command command, Outcome outcome) {
        InboxMemory memory = new InboxMemory(variant == Variant.NO_INBOX ? Map.of() : world.inbox());
        Step step = Step.of(command.getClass());
        Books[] books = {world.books()};
        InboxEntry answer = memory.answer(command, asked -> {
            if (outcome == Outcome.FAILURE) {
                return asked.refuse("REFUSED", "");
            }
            books[0] = entered(books[0].done(step), asked);
            return OrderSagaTale.success(step);
        });
        Map<InboxEntry.Key, InboxEntry> remembered = new HashMap<>(world.inbox());
        memory.added().stream()
                .filter(entry -> isKept(entry, answer))
                .forEach(entry -> remembered.put(entry.key(), entry));
        if (variant == Variant.REFUSAL_OF_A_COMPENSATION_REMEMBERED) {
            remembered.putIfAbsent(answer.key(), answer);
        }
        return world.remembering(remembered, books[0], List.of(Letter.of(step, event(step, answer))));
    }

    private boolean isKept(InboxEntry entry, InboxEntry answer) {
        return switch (variant) {
            case NO_INBOX -> false;
            case NO_TOMBSTONE -> entry.key().equals(answer.key());
            default -> true;
        };
    }

    private static Books entered(Books books, Command command) {
        return switch (command) {
            case CreateOrder _ -> books.with(Order.PENDING);
            case UpdateStatus update ->
                books.with(update.status() == FinalStatus.SUCCESS ? Order.SUCCESS : Order.FAILED);
            default -> books;
        };
    }

    /** As the orchestrator reads what was written. */
    private Event event(Step step, InboxEntry answer) {
        return answers.computeIfAbsent(
                answer,
                written -> MessageJson.read(written.answer().getBytes(StandardCharsets.UTF_8), type(step, written)));
    }

    private static Class<? extends Event> type(Step step, InboxEntry answer) {
        if (answer.outcome() == Outcome.FAILURE) {
            return Failure.class;
        }
        Class<? extends Success> start =
                OrderSagaTale.DEFINITION.requiredStart().event();
        return Step.of(start).equals(step)
                ? start
                : requireNonNull(OrderSagaTale.DEFINITION.answers().get(step));
    }
}
