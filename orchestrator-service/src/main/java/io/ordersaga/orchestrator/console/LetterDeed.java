package io.ordersaga.orchestrator.console;

import io.ordersaga.rest.Problems;
import java.util.Arrays;
import java.util.Locale;

/** What a person may do to dead letters. */
enum LetterDeed {
    REDELIVER("Send again", "sent again"),
    DISCARD("Discard", "discarded");

    private final String title;
    private final String done;

    LetterDeed(String title, String done) {
        this.title = title;
        this.done = done;
    }

    static LetterDeed of(String word) {
        return Arrays.stream(values())
                .filter(deed -> deed.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Problems.notFound("action", word));
    }

    public String title() {
        return title;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What became of letters. */
    String inWords(String many, int refused) {
        return many + " " + done + (refused == 0 ? "." : ", " + Counted.grouped(refused) + " not.");
    }

    /** What was sent again before is not sent once more with all of its cause, but thrown away with it. */
    boolean isForNeverSentAgain() {
        return this == REDELIVER;
    }
}
