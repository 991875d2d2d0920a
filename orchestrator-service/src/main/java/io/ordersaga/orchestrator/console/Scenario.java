package io.ordersaga.orchestrator.console;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** An outcome to look at, with a user and a product of its own. */
enum Scenario {
    SUCCESS("Success", "Stock and money suffice."),
    UNKNOWN_PRODUCT("Unknown product", "It was deleted a moment before."),
    SHORT_STOCK("Short stock", "Five are wanted of one."),
    SHORT_BALANCE("Short balance", "The user has 1.00 and needs 19.99."),
    SOLD_IN_BETWEEN(
            "Sold in between", "Eight orders at once want the last piece; one of the seven that must pay back opens."),
    CANCEL("Cancel", "The order is cancelled as soon as it is placed.");

    private final String title;
    private final String story;

    Scenario(String title, String story) {
        this.title = title;
        this.story = story;
    }

    static Optional<Scenario> of(String word) {
        return Arrays.stream(values())
                .filter(scenario -> scenario.word().equals(word))
                .findFirst();
    }

    public String title() {
        return title;
    }

    public String story() {
        return story;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
