package io.ordersaga.orchestrator.saga;

import io.ordersaga.messages.Success;
import io.ordersaga.messaging.outbox.Outbox;
import io.ordersaga.messaging.trace.CurrentTrace;
import io.ordersaga.messaging.trace.Spans;
import io.ordersaga.messaging.trace.Story;
import io.ordersaga.messaging.trace.TraceParent;
import io.ordersaga.orchestrator.engine.Decision;
import io.ordersaga.orchestrator.engine.Moment;
import io.ordersaga.orchestrator.engine.SagaDefinition;
import io.ordersaga.orchestrator.engine.SagaEngine;
import io.ordersaga.orchestrator.engine.SagaState;
import io.ordersaga.orchestrator.engine.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets the engine decide, starts sagas and sends their commands, in the caller's transaction. What becomes of a saga that
 * is moved, its mover {@linkplain SagaStore#save saves}, together with others.
 */
@Slf4j
@Component
@RequiredArgsConstructor
@Transactional(propagation = Propagation.MANDATORY)
public class SagaRunner {

    private final SagaStore store;
    private final Outbox outbox;
    private final FinishedSagas finished;
    private final ApplicationEventPublisher owners;
    private final SagaMeters meters;
    private final Spans spans;

    /** Starts a saga with its first command. */
    public <D> SagaInstance start(SagaDefinition<D> definition, UUID sagaId, D data, TraceParent trace, Instant now) {
        return begin(definition, sagaId, new SagaEngine<>(definition).start(data, at(now)), trace, now);
    }

    /** Starts a saga whose first step was done without it. */
    <D> SagaInstance startFrom(SagaDefinition<D> definition, Success event, TraceParent trace, Instant now) {
        Decision<D> decision = new SagaEngine<>(definition)
                .startFrom(event, definition.requiredStart().from(event), at(now));
        return begin(definition, event.sagaId(), decision, trace, now);
    }

    private <D> SagaInstance begin(
            SagaDefinition<D> definition, UUID sagaId, Decision<D> decision, TraceParent trace, Instant now) {
        SagaInstance saga = new SagaInstance(sagaId, definition, decision.state(), trace, now);
        store.add(saga);
        meters.started(saga);
        owners.publishEvent(new SagaStarted(decision.state().data()));
        send(saga, decision);
        return saga;
    }

    /** Moves a locked saga, if the trigger counts. */
    Decision.Verdict move(SagaInstance saga, SagaDefinition<?> definition, Trigger trigger, Instant now) {
        Move<?> move = decide(saga, definition, trigger, now);
        carryOut(move);
        return move.decision().verdict();
    }

    /**
     * What a locked saga does about a trigger, decided and not done.
     *
     * @param from what it was when that was decided
     */
    record Move<D>(
            SagaInstance saga,
            SagaDefinition<D> definition,
            Trigger trigger,
            SagaState<D> from,
            Decision<D> decision,
            Instant now) {}

    <D> Move<D> decide(SagaInstance saga, SagaDefinition<D> definition, Trigger trigger, Instant now) {
        SagaState<D> from = saga.state(definition.dataType());
        return new Move<>(
                saga, definition, trigger, from, new SagaEngine<>(definition).on(from, trigger, at(now)), now);
    }

    /** In the transaction in which it was decided, while the saga is locked. */
    <D> void carryOut(Move<D> move) {
        if (move.decision().verdict() instanceof Decision.Applied) {
            apply(move);
        } else if (move.trigger() instanceof Trigger.TimePassed) {
            move.saga().waitFurther(move.definition(), move.from(), move.now());
        }
    }

    private <D> void apply(Move<D> move) {
        SagaInstance saga = move.saga();
        SagaState<D> to = move.decision().state();
        boolean knownToNeedAttention = saga.isNeedsAttention();
        saga.become(move.definition(), to, move.now());
        meters.moved(saga, move.from(), to, move.now());
        send(saga, move.decision());
        if (saga.isNeedsAttention() && !knownToNeedAttention) {
            alarm(saga);
        }
        if (saga.getStatus().isFinished()) {
            ended(saga, move.now());
        }
    }

    /** Each saga draws a chance of its own, so that those of one batch do not come back together. */
    private static Moment at(Instant now) {
        return new Moment(now, ThreadLocalRandom.current().nextDouble());
    }

    private void ended(SagaInstance saga, Instant now) {
        finished.afterCommit(saga);
        Story.LOG.info(
                "{} saga: {} after {} ms",
                saga.getDefinition(),
                saga.getFailureCode() == null ? saga.getStatus() : saga.getFailureCode(),
                Duration.between(saga.getCreatedAt(), now).toMillis());
        spans.ended(
                saga.getDefinition(), saga.getSagaId(), saga.trace(), saga.getCreatedAt(), now, saga.getFailureCode());
    }

    private void alarm(SagaInstance saga) {
        meters.flaggedForAttention();
        log.warn(
                "Saga {} needs attention: a command goes unanswered or refused; it is still sent again.",
                saga.getSagaId());
    }

    private void send(SagaInstance saga, Decision<?> decision) {
        TraceParent trace = saga.trace();
        try (CurrentTrace.Before _ = CurrentTrace.enter(trace, saga.getSagaId())) {
            decision.commands().forEach(command -> outbox.send(command, trace));
        }
    }
}
