package io.ordersaga.orchestrator.model;

import io.ordersaga.messages.Step;
import io.ordersaga.messaging.inbox.InboxEntry;
import io.ordersaga.orchestrator.engine.SagaState;
import io.ordersaga.orchestrator.engine.StepState;
import io.ordersaga.orchestrator.order.OrderData;
import io.ordersaga.orchestrator.order.OrderSagaTale;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One moment of everything that one order touches.
 *
 * @param saga null while the orchestrator has not heard of an order that came in at the order service
 * @param outbox committed and not known to be confirmed, of all services
 * @param broker what its queues hold, and how many copies
 */
record World(
        @Nullable SagaState<OrderData> saga,
        Map<InboxEntry.Key, InboxEntry> inbox,
        Books books,
        Set<Letter> outbox,
        Map<Letter, Integer> broker,
        Bounds left) {

    /** Nothing that is decided depends on the times and the number of sendings, so worlds that differ in them are one. */
    static @Nullable SagaState<OrderData> timeless(@Nullable SagaState<OrderData> saga) {
        return saga == null
                ? null
                : new SagaState<>(
                        saga.status(),
                        saga.data(),
                        saga.steps().stream().map(World::timeless).toList(),
                        saga.failure(),
                        saga.deadline());
    }

    private static StepState timeless(StepState step) {
        return new StepState(
                step.step(),
                step.role(),
                step.status(),
                1,
                OrderSagaTale.BEGIN,
                null,
                step.status().isWaiting() ? OrderSagaTale.BEGIN : null,
                step.failure(),
                List.of());
    }

    World with(SagaState<OrderData> moved, Collection<Letter> sent) {
        return new World(timeless(moved), inbox, books, plus(sent), broker, left);
    }

    World remembering(Map<InboxEntry.Key, InboxEntry> entries, Books entered, Collection<Letter> sent) {
        return new World(saga, Map.copyOf(entries), entered, plus(sent), broker, left);
    }

    World sending(Letter letter) {
        return new World(saga, inbox, books, plus(Set.of(letter)), broker, left);
    }

    private Set<Letter> plus(Collection<Letter> sent) {
        Set<Letter> more = new HashSet<>(outbox);
        more.addAll(sent);
        return Set.copyOf(more);
    }

    World confirmed(Letter letter) {
        Set<Letter> fewer = new HashSet<>(outbox);
        fewer.remove(letter);
        return new World(saga, inbox, books, Set.copyOf(fewer), broker, left);
    }

    /** The queues hold so many copies more, or fewer; two stand for many. */
    World queued(Letter letter, int copies) {
        Map<Letter, Integer> changed = new HashMap<>(broker);
        changed.merge(letter, copies, (held, more) -> held + more == 0 ? null : Math.min(2, held + more));
        return new World(saga, inbox, books, outbox, Map.copyOf(changed), left);
    }

    World wiped() {
        return new World(saga, inbox, books, outbox, Map.of(), left);
    }

    World having(Bounds bounds) {
        return new World(saga, inbox, books, outbox, broker, bounds);
    }

    Optional<StepState> waiting() {
        return saga == null ? Optional.empty() : saga.waiting();
    }

    boolean isUnderWay(Step step) {
        return Stream.concat(outbox.stream(), broker.keySet().stream()).anyMatch(letter -> letter.concerns(step));
    }

    boolean isOver() {
        return saga != null && saga.status().isFinished();
    }
}
