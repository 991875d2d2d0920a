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

    /** By the database's clock. */
    public Instant now() {
        return store.now();
    }

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
        owners.publishEvent(new SagaStarted(sagaId, decision.state().data()));
        send(saga, decision);
        return saga;
    }

    /** Moves a locked saga, if the trigger counts. */
    <D> Decision.Verdict move(SagaInstance saga, SagaDefinition<D> definition, Trigger trigger, Instant now) {
        SagaState<D> state = saga.state(definition.dataType());
        Decision<D> decision = new SagaEngine<>(definition).on(state, trigger, at(now));
        if (decision.verdict() instanceof Decision.Applied) {
            boolean knownToNeedAttention = saga.isNeedsAttention();
            saga.become(definition, decision.state(), now);
            meters.moved(saga, state, decision.state(), now);
            send(saga, decision);
            if (saga.isNeedsAttention() && !knownToNeedAttention) {
                alarm(saga);
            }
            if (saga.getStatus().isFinished()) {
                ended(saga, now);
            }
        } else if (trigger instanceof Trigger.TimePassed) {
            saga.waitFurther(definition, state, now);
        }
        return decision.verdict();
    }

    /** What the saga would do, without doing it. */
    <D> Decision<D> decide(SagaInstance saga, SagaDefinition<D> definition, Trigger trigger, Instant now) {
        return new SagaEngine<>(definition).on(saga.state(definition.dataType()), trigger, at(now));
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
        CurrentTrace.during(trace, saga.getSagaId(), () -> {
            decision.commands().forEach(command -> outbox.send(command, trace));
            return saga;
        });
    }
}
