package io.ordersaga.orchestrator.deadletter;

import io.ordersaga.messages.MalformedMessageException;
import io.ordersaga.messages.RoutingKey;
import io.ordersaga.messaging.outbox.Outbox;
import io.ordersaga.orchestrator.operator.Operator;
import io.ordersaga.orchestrator.operator.OperatorActions;
import io.ordersaga.orchestrator.saga.AwaitedSteps;
import io.ordersaga.orchestrator.saga.SagaDefinitions;
import io.ordersaga.rest.ETags;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Sends dead letters again, where that can still matter, or throws them away; writes down who and why. */
@Component
@RequiredArgsConstructor
public class DeadLetterDesk {

    private final DeadLetterStore letters;
    private final AwaitedSteps awaited;
    private final Outbox outbox;
    private final OperatorActions actions;
    private final SagaDefinitions definitions;

    /** What became of a letter. */
    public sealed interface Outcome {}

    /** It is on its way. */
    public record Sent() implements Outcome {}

    /** It stays where it is. */
    public record Refused(String why) implements Outcome {}

    /** There is no such letter. */
    public record Gone() implements Outcome {}

    @Transactional
    public Outcome redeliver(UUID id, Operator by) {
        return letters.lock(id).map(original -> redeliver(id, original, by)).orElseGet(Gone::new);
    }

    /** The same, unless somebody was faster. */
    @Transactional
    public Outcome redeliverFirst(UUID id, Operator by) {
        return letters.lock(id)
                .map(original -> original.version() == StoredDeadLetter.NEVER_SENT_AGAIN
                        ? redeliver(id, original, by)
                        : new Refused("It was sent again meanwhile."))
                .orElseGet(Gone::new);
    }

    private Outcome redeliver(UUID id, DeadLetterStore.Original original, Operator by) {
        String refusal = refusal(original.routingKey()).orElse(null);
        if (refusal != null) {
            return new Refused(refusal);
        }
        outbox.add(RoutingKey.parse(original.routingKey()), original.body(), original.trace());
        letters.redelivered(id);
        actions.record(original.sagaId(), "REDELIVER", by, original.text());
        return new Sent();
    }

    /** Returns whether it was there. */
    @Transactional
    public boolean discard(UUID id, Operator by) {
        return discard(id, null, by);
    }

    /** The same on the condition that the header {@code If-Match} states, if there is one. */
    @Transactional
    boolean discard(UUID id, @Nullable String ifMatch, Operator by) {
        DeadLetterStore.Original original = letters.lock(id).orElse(null);
        if (original == null) {
            return false;
        }
        ETags.requireMatch(ifMatch, original.version());
        letters.delete(id);
        actions.record(original.sagaId(), "DISCARD", by, original.text());
        return true;
    }

    /** Why a letter with this routing key would not be sent again now; empty when it would. */
    @Transactional(readOnly = true)
    public Optional<String> refusal(String routingKey) {
        try {
            RoutingKey key = RoutingKey.parse(routingKey);
            return unknownService(key).or(() -> awaited.outlived(key).map(why -> why + " Discard it instead."));
        } catch (MalformedMessageException e) {
            return Optional.of("No service would take it: " + e.getMessage() + ". Discard it instead.");
        }
    }

    /** A command that no queue takes would stay in the outbox for ever. */
    private Optional<String> unknownService(RoutingKey key) {
        return key instanceof RoutingKey.OfCommand command
                        && !definitions.services().contains(service(command))
                ? Optional.of("No saga that is deployed here has a part for " + service(command) + "-service; send it"
                        + " again where one has, or discard it.")
                : Optional.empty();
    }

    private static String service(RoutingKey.OfCommand command) {
        return command.step().service();
    }
}
