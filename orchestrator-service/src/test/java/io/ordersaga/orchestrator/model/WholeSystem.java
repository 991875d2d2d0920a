package io.ordersaga.orchestrator.model;

import io.ordersaga.messages.Command;
import io.ordersaga.messages.Event;
import io.ordersaga.messages.Outcome;
import io.ordersaga.messages.Step;
import io.ordersaga.messages.order.OrderCommand.CreateOrder;
import io.ordersaga.orchestrator.engine.StepState;
import io.ordersaga.orchestrator.model.Bounds.Price;
import io.ordersaga.orchestrator.model.Move.Kind;
import io.ordersaga.orchestrator.order.OrderSagaTale;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All that can happen next: what is due, what is under way, what people want, and what breaks. */
final class WholeSystem {

    private static final Step CREATE_ORDER = Step.of(CreateOrder.class);

    private final Variant variant;
    private final Participants participants;
    private final Orchestrator orchestrator;

    WholeSystem(Variant variant) {
        this.variant = variant;
        this.participants = new Participants(variant);
        this.orchestrator = new Orchestrator(variant);
    }

    /** An order that came in at the orchestrator. */
    World startedBySaga(Bounds bounds) {
        World nothing = nothing(bounds);
        return published(nothing, orchestrator.start(nothing));
    }

    /** An order that came in at the order service: recorded and announced as if a command had asked for it. */
    World startedByOrder(Bounds bounds) {
        World nothing = nothing(bounds);
        Command create =
                (Command) orchestrator.start(nothing).outbox().iterator().next().message();
        return published(nothing, participants.handle(nothing, create, Outcome.SUCCESS));
    }

    private static World nothing(Bounds bounds) {
        return new World(null, Map.of(), Books.EMPTY, Set.of(), Map.of(), bounds);
    }

    /** What a commit sends is in a queue at once; that it may be delivered late is enough to try every delay. */
    private static World published(World before, World committed) {
        World world = committed;
        for (Letter letter : committed.outbox()) {
            if (!before.outbox().contains(letter)) {
                world = world.queued(letter, 1).confirmed(letter);
            }
        }
        return world;
    }

    List<Move> next(World world) {
        List<Move> moves = new ArrayList<>();
        world.outbox().forEach(letter -> relayed(moves, world, letter));
        for (Letter letter : world.broker().keySet()) {
            switch (letter.message()) {
                case Command command -> arrives(moves, world, letter, command);
                case Event event -> {
                    World heard = orchestrator.hear(world, letter.step(), event);
                    handled(moves, world, letter, heard, Kind.HANDLED, Kind.HANDLED_AND_CRASHED, Price.FREE);
                }
            }
            lost(moves, world, letter);
        }
        if (world.broker().size() > 1) {
            add(moves, Kind.WIPED, null, Price.FAULT, world, world.wiped());
        }
        timePasses(moves, world);
        if (variant == Variant.INBOX_FORGETS && !world.inbox().isEmpty()) {
            add(moves, Kind.FORGOTTEN, null, Price.FAULT, world, world.remembering(Map.of(), world.books(), List.of()));
        }
        return moves;
    }

    private static void relayed(List<Move> moves, World world, Letter letter) {
        World out = world.queued(letter, 1);
        add(moves, Kind.RELAYED, letter, Price.FREE, world, out.confirmed(letter));
        add(moves, Kind.RELAYED_AND_CRASHED, letter, Price.FAULT, world, out);
    }

    private void arrives(List<Move> moves, World world, Letter letter, Command command) {
        World done = participants.handle(world, command, Outcome.SUCCESS);
        handled(moves, world, letter, done, Kind.HANDLED, Kind.HANDLED_AND_CRASHED, Price.FREE);
        World refused = participants.handle(world, command, Outcome.FAILURE);
        if (!refused.equals(done)) {
            Price price = command.mustSucceed() ? Price.FAULT : Price.FREE;
            handled(moves, world, letter, refused, Kind.REFUSED, Kind.REFUSED_AND_CRASHED, price);
        }
        if (variant == Variant.PUBLISHED_INSIDE_THE_TRANSACTION) {
            Set<Letter> out = done.outbox().stream()
                    .filter(answer -> !world.outbox().contains(answer))
                    .collect(Collectors.toSet());
            out.forEach(answer -> add(moves, Kind.ESCAPED, letter, Price.FAULT, world, world.queued(answer, 1)));
        }
    }

    /** @param committed with what it sends in the outbox, where a crash leaves it */
    private static void handled(
            List<Move> moves, World world, Letter letter, World committed, Kind kind, Kind crashed, Price price) {
        add(moves, kind, letter, price, world, published(world, committed).queued(letter, -1));
        if (price == Price.FREE) {
            add(moves, crashed, letter, Price.FAULT, world, committed);
        }
    }

    private static void lost(List<Move> moves, World world, Letter letter) {
        add(moves, Kind.LOST, letter, Price.FAULT, world, world.queued(letter, -1));
        add(moves, Kind.DOUBLED, letter, Price.FAULT, world, world.queued(letter, 1));
    }

    private void timePasses(List<Move> moves, World world) {
        StepState waiting = world.waiting().orElse(null);
        if (variant != Variant.NOTHING_SENT_AGAIN) {
            if (waiting != null) {
                Price price = world.isUnderWay(waiting.step()) ? Price.IMPATIENCE : Price.FREE;
                add(moves, Kind.SENT_AGAIN, null, price, world, published(world, orchestrator.timePasses(world)));
            }
            if (world.saga() == null) {
                Letter announcement = Letter.of(CREATE_ORDER, OrderSagaTale.success(CREATE_ORDER));
                Price price = world.isUnderWay(CREATE_ORDER) ? Price.IMPATIENCE : Price.FREE;
                add(
                        moves,
                        Kind.ANNOUNCED_AGAIN,
                        announcement,
                        price,
                        world,
                        published(world, world.sending(announcement)));
            }
        }
        if (waiting != null) {
            add(
                    moves,
                    Kind.DEADLINE_PASSED,
                    null,
                    Price.DEADLINE,
                    world,
                    published(world, orchestrator.deadlinePasses(world)));
            add(moves, Kind.CANCELLED, null, Price.CANCEL, world, published(world, orchestrator.cancelled(world)));
        }
    }

    private static void add(
            List<Move> moves, Kind kind, @Nullable Letter letter, Price price, World before, World after) {
        if (before.left().allow(price)) {
            moves.add(new Move(kind, letter, price, after.having(before.left().minus(price))));
        }
    }
}
