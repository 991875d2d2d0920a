package io.ordersaga.orchestrator.deadletter;

import io.ordersaga.messages.MalformedMessageException;
import io.ordersaga.messages.RoutingKey;
import io.ordersaga.messaging.outbox.Outbox;
import io.ordersaga.orchestrator.operator.Operator;
import io.ordersaga.orchestrator.operator.OperatorActions;
import io.ordersaga.orchestrator.saga.AwaitedSteps;
import io.ordersaga.orchestrator.saga.SagaDefinitions;
import io.ordersaga.rest.ETags;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Sends dead letters again, where that can still matter, or throws them away; writes down who and why. */
@Component
@RequiredArgsConstructor
public class DeadLetterDesk {

    private static final String SENT_MEANWHILE = "It was sent again meanwhile.";

    private final DeadLetterStore letters;
    private final AwaitedSteps awaited;
    private final Outbox outbox;
    private final OperatorActions actions;
    private final SagaDefinitions definitions;

    /** What became of a letter. */
    public sealed interface Outcome {}

    /** It is on its way, or thrown away. */
    public record Done() implements Outcome {}

    /** It stays where it is. */
    public record Refused(String why) implements Outcome {}

    /** There is no such letter. */
    public record Gone() implements Outcome {}

    @Transactional
    public Outcome redeliver(UUID id, Operator by) {
        return redeliver(id, _ -> true, by);
    }

    /** The same, if it is as somebody saw it. */
    @Transactional
    public Outcome redeliver(UUID id, long version, Operator by) {
        return redeliver(id, original -> original.version() == version, by);
    }

    /** The same, unless somebody was faster. */
    @Transactional
    public Outcome redeliverFirst(UUID id, Operator by) {
        return redeliver(id, DeadLetterStore.Original::isOpen, by);
    }

    private Outcome redeliver(UUID id, Predicate<DeadLetterStore.Original> condition, Operator by) {
        return letters.lock(id)
                .map(original -> condition.test(original) ? send(id, original, by) : new Refused(SENT_MEANWHILE))
                .orElseGet(Gone::new);
    }

    private Outcome send(UUID id, DeadLetterStore.Original original, Operator by) {
        String refusal = refusals(List.of(original.routingKey())).get(original.routingKey());
        if (refusal != null) {
            return new Refused(refusal);
        }
        outbox.add(RoutingKey.parse(original.routingKey()), original.body(), original.trace());
        letters.redelivered(id);
        actions.record(original.sagaId(), "REDELIVER", by, original.text());
        return new Done();
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
        throwAway(id, original, by);
        return true;
    }

    /** The same, if it is as somebody saw it. */
    @Transactional
    public Outcome discard(UUID id, long version, Operator by) {
        return letters.lock(id)
                .map(original ->
                        original.version() == version ? throwAway(id, original, by) : new Refused(SENT_MEANWHILE))
                .orElseGet(Gone::new);
    }

    private Outcome throwAway(UUID id, DeadLetterStore.Original original, Operator by) {
        letters.delete(id);
        actions.record(original.sagaId(), "DISCARD", by, original.text());
        return new Done();
    }

    /** Why letters with these routing keys would not be sent again now; not of those that would. */
    @Transactional(readOnly = true)
    public Map<String, String> refusals(Collection<String> routingKeys) {
        Map<String, String> refusals = new HashMap<>();
        List<RoutingKey> known = new ArrayList<>();
        for (String routingKey : routingKeys) {
            try {
                RoutingKey key = RoutingKey.parse(routingKey);
                noQueue(key).ifPresentOrElse(why -> refusals.put(routingKey, why), () -> known.add(key));
            } catch (MalformedMessageException e) {
                refusals.put(routingKey, "No service would take it: " + e.getMessage() + ". Discard it instead.");
            }
        }
        awaited.outlived(known).forEach((key, why) -> refusals.put(key.toString(), why + " Discard it instead."));
        return refusals;
    }

    /** A command that no queue takes would stay in the outbox for ever. */
    private Optional<String> noQueue(RoutingKey key) {
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
