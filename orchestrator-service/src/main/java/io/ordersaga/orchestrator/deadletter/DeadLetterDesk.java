package io.ordersaga.orchestrator.deadletter;

import io.ordersaga.messages.MalformedMessageException;
import io.ordersaga.messages.RoutingKey;
import io.ordersaga.messaging.outbox.Outbox;
import io.ordersaga.messaging.trace.CurrentTrace;
import io.ordersaga.orchestrator.saga.AwaitedSteps;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Sends dead letters again, where that can still matter. */
@Component
@RequiredArgsConstructor
public class DeadLetterDesk {

    private final DeadLetterStore letters;
    private final AwaitedSteps awaited;
    private final Outbox outbox;

    /** What became of a letter. */
    public sealed interface Outcome {}

    /** It is on its way. */
    public record Sent() implements Outcome {}

    /** It stays where it is. */
    public record Refused(String why) implements Outcome {}

    /** There is no such letter. */
    public record Gone() implements Outcome {}

    @Transactional
    public Outcome redeliver(UUID id) {
        DeadLetterStore.Original original = letters.lock(id).orElse(null);
        if (original == null) {
            return new Gone();
        }
        String refusal = refusal(original.routingKey()).orElse(null);
        if (refusal != null) {
            return new Refused(refusal);
        }
        outbox.add(RoutingKey.parse(original.routingKey()), original.body(), CurrentTrace.get());
        letters.redelivered(id);
        return new Sent();
    }

    /** Why a letter with this routing key would not be sent again now; empty when it would. */
    @Transactional(readOnly = true)
    public Optional<String> refusal(String routingKey) {
        try {
            return awaited.outlived(RoutingKey.parse(routingKey)).map(why -> why + " Discard it instead.");
        } catch (MalformedMessageException e) {
            return Optional.of("No service would take it: " + e.getMessage() + ". Discard it instead.");
        }
    }
}
