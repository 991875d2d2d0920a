package io.ordersaga.orchestrator.operator;

import io.ordersaga.messages.Command;
import io.ordersaga.messages.MessageJson;
import io.ordersaga.messages.RoutingKey;
import io.ordersaga.orchestrator.engine.Decision;
import io.ordersaga.orchestrator.saga.SagaOperations;
import io.ordersaga.orchestrator.saga.SagaOperations.Proposal;
import io.ordersaga.rest.Problems;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Does to a saga by hand what an operator asks for, and writes down who and why, in one transaction. */
@Component
@RequiredArgsConstructor
public class OperatorDesk {

    private final SagaOperations operations;
    private final OperatorActions actions;

    /** A message. */
    public record Letter(String routingKey, String body) {

        public static Letter of(Command command) {
            return new Letter(RoutingKey.of(command).toString(), MessageJson.text(command));
        }

        /** The action alone. */
        public String name() {
            return routingKey.substring(routingKey.lastIndexOf('.') + 1);
        }
    }

    /**
     * What an action would do now.
     *
     * @param refusal why it would do nothing; empty when it would
     * @param awaited the command that the saga waits for
     */
    public record Preview(String refusal, List<Letter> letters, String awaited) {

        /** What the operator saw, as the form sends it back. */
        public String seen() {
            return UUID.nameUUIDFromBytes((awaited + "\n" + text()).getBytes(StandardCharsets.UTF_8))
                    .toString();
        }

        String text() {
            return letters.stream()
                    .map(letter -> letter.routingKey() + " " + letter.body())
                    .collect(Collectors.joining("\n"));
        }
    }

    @Transactional
    public Preview preview(UUID sagaId, OperatorAction action) {
        return preview(known(sagaId, action));
    }

    private Proposal known(UUID sagaId, OperatorAction action) {
        return proposal(sagaId, action).orElseThrow(() -> Problems.notFound("saga", sagaId));
    }

    private Optional<Proposal> proposal(UUID sagaId, OperatorAction action) {
        return action.trigger()
                .map(trigger -> operations.propose(sagaId, trigger))
                .orElseGet(() -> operations.proposeWaiver(sagaId));
    }

    private static Preview preview(Proposal proposal) {
        String refusal =
                switch (proposal.verdict()) {
                    case Decision.Applied _ -> "";
                    case Decision.Ignored(String why) -> why;
                    case Decision.Refused(String why) -> why;
                };
        return new Preview(refusal, proposal.commands().stream().map(Letter::of).toList(), proposal.awaited());
    }

    /**
     * @param seen what the operator was shown; if the saga has moved since and something else would be sent, nothing is
     * @return the messages that were sent
     */
    @Transactional
    public List<Letter> carryOut(UUID sagaId, OperatorAction action, Operator by, String seen) {
        Proposal proposal = known(sagaId, action);
        Preview preview = preview(proposal);
        if (!preview.refusal().isEmpty()) {
            throw Problems.conflict("refused", "The saga stays as it is. " + preview.refusal());
        }
        if (!preview.seen().equals(seen)) {
            throw Problems.conflict(
                    "saga-moved", "Nothing was done: the saga has moved since you looked. Look again and decide.");
        }
        act(sagaId, action, by, proposal);
        return preview.letters();
    }

    /**
     * For whoever was shown nothing beforehand. Who asks for what was done already is written down as well: two who do it at
     * once are both told of. What came of it; empty when there is no such saga.
     */
    @Transactional
    public Optional<Decision.Verdict> carryOut(UUID sagaId, OperatorAction action, Operator by) {
        return proposal(sagaId, action).map(proposal -> {
            switch (proposal.verdict()) {
                case Decision.Applied _ -> act(sagaId, action, by, proposal);
                case Decision.Ignored _ -> actions.record(sagaId, action.name(), by, "");
                case Decision.Refused _ -> {}
            }
            return proposal.verdict();
        });
    }

    /**
     * Sends the unanswered command of every running saga again; part of the story of each. Who asked is known even if it is
     * cut off.
     *
     * @return how many sagas wait
     */
    public int retryAll(Operator by) {
        actions.record(null, OperatorActions.RETRY_ALL, by, "");
        return operations.retryAll();
    }

    private void act(UUID sagaId, OperatorAction action, Operator by, Proposal proposal) {
        proposal.carryOut();
        actions.record(sagaId, action.name(), by, preview(proposal).text());
    }
}
