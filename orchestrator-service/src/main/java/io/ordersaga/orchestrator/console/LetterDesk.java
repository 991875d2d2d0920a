package io.ordersaga.orchestrator.console;

import io.ordersaga.orchestrator.deadletter.DeadLetterDesk;
import io.ordersaga.orchestrator.deadletter.DeadLetterStore;
import io.ordersaga.orchestrator.deadletter.DeadLetterStore.Beginning;
import io.ordersaga.orchestrator.deadletter.StoredDeadLetter;
import io.ordersaga.orchestrator.operator.Operator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Sends dead letters again or throws them away, each in a transaction of its own, and tells what became of it. */
@Component
@RequiredArgsConstructor
class LetterDesk {

    private final DeadLetterStore letters;
    private final DeadLetterDesk desk;

    /**
     * What became of a letter.
     *
     * @param outcome in words
     */
    record Result(String letter, boolean done, String outcome) {}

    /**
     * A letter on a page.
     *
     * @param length of its body, when only the beginning is shown; else empty
     * @param refusal why it would not be sent again; empty when it would
     */
    record Shown(StoredDeadLetter letter, String length, String refusal) {}

    List<Shown> show(List<Beginning> found) {
        Map<String, String> refusals = desk.refusals(
                found.stream().map(each -> each.letter().routingKey()).toList());
        return found.stream()
                .map(each -> new Shown(
                        each.letter(),
                        each.isCut() ? Counted.of(each.letter().bodySize(), "byte") : "",
                        refusals.getOrDefault(each.letter().routingKey(), "")))
                .toList();
    }

    /** If it is still as it was seen. */
    Result redeliver(SeenLetter seen, Operator by) {
        return with(
                seen.id(),
                letter -> result(letter, desk.redeliver(seen.id(), seen.version(), by), "It is on its way."));
    }

    /** For whoever chose among those that were never sent again: nobody else may have sent it since. */
    Result redeliverFirst(UUID id, Operator by) {
        return with(id, letter -> result(letter, desk.redeliverFirst(id, by), "It is on its way."));
    }

    private static Result result(StoredDeadLetter letter, DeadLetterDesk.Outcome outcome, String done) {
        return switch (outcome) {
            case DeadLetterDesk.Done _ -> new Result(letter.routingKey(), true, done);
            case DeadLetterDesk.Refused(String why) -> new Result(letter.routingKey(), false, why);
            case DeadLetterDesk.Gone _ -> gone(letter.id());
        };
    }

    /** If it is still as it was seen. */
    Result discard(SeenLetter seen, Operator by) {
        return with(seen.id(), letter -> result(letter, desk.discard(seen.id(), seen.version(), by), "It is gone."));
    }

    Result discard(UUID id, Operator by) {
        return with(
                id, letter -> desk.discard(id, by) ? new Result(letter.routingKey(), true, "It is gone.") : gone(id));
    }

    private Result with(UUID id, Function<StoredDeadLetter, Result> work) {
        return letters.find(id).map(work).orElseGet(() -> gone(id));
    }

    private static Result gone(UUID id) {
        return new Result(id.toString(), false, "It is not here any more.");
    }
}
