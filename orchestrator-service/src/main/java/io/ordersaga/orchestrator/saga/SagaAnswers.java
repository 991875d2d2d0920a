package io.ordersaga.orchestrator.saga;

import io.ordersaga.messages.Event;
import io.ordersaga.messages.Failure;
import io.ordersaga.messages.MalformedMessageException;
import io.ordersaga.messages.Outcome;
import io.ordersaga.messages.RoutingKey;
import io.ordersaga.messages.Step;
import io.ordersaga.messages.Success;
import io.ordersaga.messaging.consume.BatchHandler;
import io.ordersaga.messaging.consume.Understanding;
import io.ordersaga.messaging.deadletter.DeadLetters;
import io.ordersaga.messaging.delivery.InboundMessage;
import io.ordersaga.messaging.time.DatabaseClock;
import io.ordersaga.messaging.trace.CurrentTrace;
import io.ordersaga.orchestrator.engine.Decision;
import io.ordersaga.orchestrator.engine.SagaDefinition;
import io.ordersaga.orchestrator.engine.Trigger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes the services' answers: locks the sagas concerned, moves each, records what moved nothing. */
@Component
@RequiredArgsConstructor
class SagaAnswers implements BatchHandler<SagaAnswers.Received> {

    private final SagaStore store;
    private final DatabaseClock clock;
    private final SagaRunner runner;
    private final SagaDefinitions definitions;
    private final LateAnswers lateAnswers;
    private final DeadLetters deadLetters;
    private final SagaMeters meters;

    /**
     * An answer in hand.
     *
     * @param event null when no definition that is deployed here has such a step
     */
    record Received(RoutingKey.OfEvent key, @Nullable Event event, InboundMessage message) {}

    @Override
    public Received read(InboundMessage message) {
        if (!(Understanding.key(message) instanceof RoutingKey.OfEvent key)) {
            throw new MalformedMessageException("this is not an event");
        }
        Event event = typeOf(key)
                .map(type -> (Event) Understanding.body(message, key, type))
                .orElse(null);
        return new Received(key, event, message);
    }

    private Optional<Class<? extends Event>> typeOf(RoutingKey.OfEvent key) {
        return definitions
                .successType(key.step())
                .map(success -> key.outcome() == Outcome.SUCCESS ? success : Failure.class);
    }

    @Override
    public void handle(List<Received> batch) {
        Map<UUID, SagaInstance> sagas =
                store.lock(batch.stream().map(answer -> answer.key().sagaId()).collect(Collectors.toSet()));
        Instant now = clock.now();
        for (Received answer : batch) {
            UUID sagaId = answer.key().sagaId();
            try (CurrentTrace.Before _ = CurrentTrace.enter(answer.message().trace(), sagaId)) {
                take(answer, sagas, now);
            }
        }
        store.save(sagas.values());
    }

    private void take(Received answer, Map<UUID, SagaInstance> sagas, Instant now) {
        SagaInstance saga = sagas.get(answer.key().sagaId());
        if (saga == null) {
            adopt(answer, sagas, now);
        } else {
            move(saga, answer, now);
        }
    }

    private void move(SagaInstance saga, Received answer, Instant now) {
        SagaDefinition<?> definition = definitions.of(saga).orElse(null);
        if (definition == null) {
            store.askAgain(saga.getSagaId());
            meters.leftToOthers();
        } else if (answer.event() == null) {
            deadLetters.bury(answer.message(), new IllegalStateException("no saga has a step " + step(answer)));
        } else {
            move(saga, definition, step(answer), answer.event(), now);
        }
    }

    private void move(SagaInstance saga, SagaDefinition<?> definition, Step step, Event event, Instant now) {
        Trigger trigger = new Trigger.Answered(step, event);
        if (runner.move(saga, definition, trigger, now) instanceof Decision.Ignored(String why)) {
            meters.ignored();
            lateAnswers.record(saga.getSagaId(), step, event.outcome(), why);
        }
    }

    /** A success of a saga that nobody knows starts one, if it is of the kind that does; else an operator looks at it. */
    private void adopt(Received answer, Map<UUID, SagaInstance> sagas, Instant now) {
        UUID sagaId = answer.key().sagaId();
        Optional<SagaDefinition<?>> definition =
                answer.event() instanceof Success ? definitions.startedBy(step(answer)) : Optional.empty();
        if (definition.isPresent()) {
            sagas.put(sagaId, start(definition.get(), answer, now));
        } else {
            deadLetters.bury(answer.message(), new IllegalStateException("no saga " + sagaId + " is known here"));
        }
    }

    private static Step step(Received answer) {
        return answer.key().step();
    }

    private <D> SagaInstance start(SagaDefinition<D> definition, Received answer, Instant now) {
        Success first = Understanding.body(
                answer.message(), answer.key(), definition.requiredStart().event());
        return runner.startFrom(definition, first, answer.message().trace(), now);
    }
}
