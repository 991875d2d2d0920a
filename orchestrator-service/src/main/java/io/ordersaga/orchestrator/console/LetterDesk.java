package io.ordersaga.orchestrator.console;

import io.ordersaga.orchestrator.deadletter.DeadLetterDesk;
import io.ordersaga.orchestrator.deadletter.DeadLetterStore;
import io.ordersaga.orchestrator.deadletter.StoredDeadLetter;
import java.util.UUID;
import java.util.function.Function;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Sends dead letters again or throws them away, each in a transaction of its own, and writes down who and why. */
@Component
@RequiredArgsConstructor
class LetterDesk {

    private final DeadLetterStore letters;
    private final DeadLetterDesk desk;
    private final OperatorActions actions;

    /**
     * What became of a letter.
     *
     * @param outcome in words
     */
    record Result(String letter, boolean done, String outcome) {}

    @Transactional
    public Result redeliver(UUID id, Operator by) {
        return with(id, letter -> switch (desk.redeliver(id)) {
            case DeadLetterDesk.Sent _ -> {
                actions.record(letter.sagaId(), "REDELIVER", by, letter.routingKey() + " " + letter.body());
                yield new Result(letter.routingKey(), true, "It is on its way.");
            }
            case DeadLetterDesk.Refused(String why) -> new Result(letter.routingKey(), false, why);
            case DeadLetterDesk.Gone _ -> gone(id);
        });
    }

    @Transactional
    public Result discard(UUID id, Operator by) {
        return with(id, letter -> {
            if (!letters.delete(id)) {
                return gone(id);
            }
            actions.record(letter.sagaId(), "DISCARD", by, "");
            return new Result(letter.routingKey(), true, "It is gone.");
        });
    }

    private Result with(UUID id, Function<StoredDeadLetter, Result> work) {
        return letters.find(id).map(work).orElseGet(() -> gone(id));
    }

    private static Result gone(UUID id) {
        return new Result(id.toString(), false, "It is not here any more.");
    }
}
