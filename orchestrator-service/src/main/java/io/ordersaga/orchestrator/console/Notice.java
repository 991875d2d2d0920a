package io.ordersaga.orchestrator.console;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What an action that succeeded has the next page say, once. The sentences stand here and only what is put into them
 * travels with the browser: whoever forges its cookie can have the console say nothing else.
 */
enum Notice {
    RETRIED("Retry sent: %s goes out again."),
    RETRIED_ALL("%s will send the unanswered command again, within a minute."),
    CANCELLED("Cancelled: %s goes out, and what was done is undone."),
    CANCELLED_ONCE_ANSWERED("Cancelled: what was done is undone once the last command is answered."),
    RESOLVED("Marked as resolved by hand: it needs no attention any more."),
    PLACED("The order is placed; this is its saga."),
    FAULT_INJECTED("The fault is arranged: it happens to the next such message of this order."),
    DEPOSITED("Deposited %s."),
    RESTOCKED("Restocked: %s more."),
    USER_CREATED("User %s is created."),
    PRODUCT_CREATED("Product %s is created.");

    private static final String PLACE = "%s";

    private final String sentence;

    Notice(String sentence) {
        this.sentence = sentence;
    }

    /** @param facts for the places of the sentence, in order */
    void tell(HttpServletResponse response, Object... facts) {
        NoticeCookie.set(this, Arrays.stream(facts).map(Object::toString).toList(), response);
    }

    static Optional<Notice> of(String name) {
        return Arrays.stream(values())
                .filter(notice -> notice.name().equals(name))
                .findFirst();
    }

    /** Empty when there are not as many facts as the sentence has places. */
    Optional<String> inWords(List<String> facts) {
        return facts.size() == sentence.split(PLACE, -1).length - 1
                ? Optional.of(sentence.formatted(facts.toArray()))
                : Optional.empty();
    }
}
