package io.ordersaga.orchestrator.console;

import io.ordersaga.orchestrator.console.LetterDesk.Shown;
import io.ordersaga.orchestrator.deadletter.DeadLetterCauses;
import io.ordersaga.orchestrator.deadletter.DeadLetterStore;
import io.ordersaga.orchestrator.deadletter.DeadLetterStore.Beginning;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** What a person sees beforehand of what would be done to dead letters. */
@Component
@RequiredArgsConstructor
class LettersAhead {

    private static final int FIRST = 5;

    private final DeadLetterStore letters;
    private final DeadLetterCauses causes;
    private final LetterDesk desk;

    /**
     * What would be done.
     *
     * @param isAll all letters of the cause are meant, of which the first are shown
     */
    record Ahead(LetterDeed deed, boolean isAll, String many, List<Shown> letters) {

        public boolean isNothing() {
            return letters.isEmpty();
        }

        public String title() {
            return deed.title() + (isAll ? " all of one cause: " : " ") + many;
        }
    }

    Ahead ofChosen(LetterDeed deed, List<UUID> chosen) {
        List<Shown> found = desk.show(letters.beginnings(chosen));
        return new Ahead(deed, false, Counted.of(found.size(), "dead letter"), found);
    }

    Ahead ofAll(LetterDeed deed, String cause) {
        List<Beginning> newest = causes.letters(cause, null, deed.isForNeverSentAgain(), null, FIRST);
        int count = newest.isEmpty()
                ? 0
                : causes.countOf(
                        cause,
                        deed.isForNeverSentAgain(),
                        newest.getFirst().letter().id());
        String many = count < DeadLetterCauses.MOST_COUNTED
                ? Counted.of(count, "dead letter")
                : Counted.grouped(count) + " or more dead letters";
        return new Ahead(deed, true, many, desk.show(newest));
    }
}
