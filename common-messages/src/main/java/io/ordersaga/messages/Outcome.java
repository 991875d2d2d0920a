package io.ordersaga.messages;

/** How a command ended, as written at the end of an event's routing key. */
public enum Outcome {
    SUCCESS("success"),
    FAILURE("failure");

    private final String word;

    Outcome(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    static Outcome of(String word) {
        for (Outcome outcome : values()) {
            if (outcome.word.equals(word)) {
                return outcome;
            }
        }
        throw new MalformedMessageException("'" + word + "' is neither success nor failure");
    }
}
