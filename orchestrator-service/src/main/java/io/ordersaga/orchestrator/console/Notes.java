package io.ordersaga.orchestrator.console;

import io.ordersaga.messages.RoutingKey;
import io.ordersaga.orchestrator.deadletter.DeadLetterStore.Beginning;
import io.ordersaga.orchestrator.deadletter.StoredDeadLetter;
import io.ordersaga.orchestrator.operator.OperatorActions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What the diagram of a saga tells besides its messages. */
final class Notes {

    private Notes() {}

    /**
     * Something of the saga's story that is no message of its own.
     *
     * @param kind as of an {@link Arrow}
     */
    record Note(Instant at, String text, String kind) {}

    static List<Note> of(List<Beginning> dead, List<OperatorActions.Done> done) {
        return Stream.concat(
                        dead.stream().map(Beginning::letter).map(Notes::of),
                        done.stream().map(Notes::of))
                .toList();
    }

    private static Note of(StoredDeadLetter letter) {
        return new Note(letter.receivedAt(), "dead letter: " + name(letter), "dead");
    }

    /** What came without a type says by its key which message it is: a saga's letter is one whose key can be read. */
    private static String name(StoredDeadLetter letter) {
        String type = letter.type();
        return type == null || type.isBlank()
                ? RoutingKey.parse(letter.routingKey()).type() + ", without a type"
                : type;
    }

    private static Note of(OperatorActions.Done done) {
        return new Note(done.at(), done.action() + " by " + done.who(), "note");
    }
}
