package io.ordersaga.orchestrator.operator;

import io.ordersaga.orchestrator.engine.Trigger;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an operator can do to a saga. */
public enum OperatorAction {
    RETRY("Send the unanswered command again, now"),
    CANCEL("Cancel the order"),
    /** Nothing is sent and the saga goes on as it would; it calls for nobody until another of its commands is in trouble. */
    RESOLVE("Mark as resolved by hand");

    private final String title;

    OperatorAction(String title) {
        this.title = title;
    }

    public static Optional<OperatorAction> of(String word) {
        return Arrays.stream(values())
                .filter(action -> action.word().equals(word))
                .findFirst();
    }

    public String title() {
        return title;
    }

    /** As it stands in addresses. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it is to the saga; empty when it is nothing. */
    Optional<Trigger> trigger() {
        return switch (this) {
            case RETRY -> Optional.of(new Trigger.Retry());
            case CANCEL -> Optional.of(new Trigger.Cancel());
            case RESOLVE -> Optional.empty();
        };
    }
}
