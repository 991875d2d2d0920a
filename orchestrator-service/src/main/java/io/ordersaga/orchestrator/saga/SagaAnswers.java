package io.ordersaga.orchestrator.saga;

import io.ordersaga.messages.Event;
import io.ordersaga.messages.Failure;
import io.ordersaga.messages.MalformedMessageException;
import io.ordersaga.messages.Outcome;
import io.ordersaga.messages.RoutingKey;
import io.ordersaga.messages.Success;
import io.ordersaga.messaging.MessagingProperties;
import io.ordersaga.messaging.consume.BatchHandler;
import io.ordersaga.messaging.consume.InboundMessage;
import io.ordersaga.messaging.consume.Understanding;
import io.ordersaga.messaging.deadletter.DeadLetters;
import io.ordersaga.messaging.trace.CurrentTrace;
import io.ordersaga.orchestrator.engine.Decision;
import io.ordersaga.orchestrator.engine.Moment;
import io.ordersaga.orchestrator.engine.SagaDefinition;
import io.ordersaga.orchestrator.engine.Trigger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Takes the services' answers: locks the sagas concerned, moves each, records what moved nothing. */
@Component
@RequiredArgsConstructor
class SagaAnswers implements BatchHandler<SagaAnswers.Received> {

    private final SagaStore store;
    private final SagaRunner runner;
    private final SagaDefinitions definitions;
    private final LateAnswers lateAnswers;
    private final DeadLetters deadLetters;
    private final MessagingProperties messaging;

    /** An answer in hand. */
    record Received(RoutingKey.OfEvent key, Event event, InboundMessage message) {}

    @Override
    public Received read(InboundMessage message) {
        if (!(Understanding.key(message, messaging.maxBodySize()) instanceof RoutingKey.OfEvent key)) {
            throw new MalformedMessageException("this is not an event");
        }
        Class<? extends Success> success = definitions
                .successType(key.step())
                .orElseThrow(() -> new MalformedMessageException("no saga has a step " + key.step()));
        Class<? extends Event> type = key.outcome() == Outcome.SUCCESS ? success : Failure.class;
        return new Received(key, Understanding.body(message, key, type), message);
    }

    @Override
    public void handle(List<Received> batch) {
        Map<UUID, SagaInstance> sagas =
                store.lock(batch.stream().map(answer -> answer.key().sagaId()).collect(Collectors.toSet()));
        Moment at = store.now();
        for (Received answer : batch) {
            UUID sagaId = answer.key().sagaId();
            CurrentTrace.during(answer.message().trace(), sagaId, () -> {
                SagaInstance saga = sagas.get(sagaId);
                return saga == null ? adopt(answer, sagas, at) : move(saga, answer, at);
            });
        }
    }

    private SagaInstance move(SagaInstance saga, Received answer, Moment at) {
        Trigger trigger = new Trigger.Answered(answer.key().step(), answer.event());
        if (runner.move(saga, trigger, at) instanceof Decision.Ignored(String why)) {
            lateAnswers.record(
                    saga.getSagaId(), answer.key().step(), answer.key().outcome(), why);
        }
        return saga;
    }

    /** A success of a saga that nobody knows starts one, if it is of the kind that does; else an operator looks at it. */
    private UUID adopt(Received answer, Map<UUID, SagaInstance> sagas, Moment at) {
        UUID sagaId = answer.key().sagaId();
        Optional<SagaDefinition<?>> definition = answer.event() instanceof Success
                ? definitions.startedBy(answer.key().step())
                : Optional.empty();
        if (definition.isPresent()) {
            sagas.put(sagaId, start(definition.get(), answer, at));
        } else {
            deadLetters.bury(answer.message(), new IllegalStateException("no saga " + sagaId + " is known here"));
        }
        return sagaId;
    }

    private <D> SagaInstance start(SagaDefinition<D> definition, Received answer, Moment at) {
        Success first = Understanding.body(
                answer.message(), answer.key(), definition.requiredStart().event());
        return runner.startFrom(definition, first, answer.message().trace(), at);
    }
}
