package io.ordersaga.orchestrator.console;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a service's health says of its outbox, when its messages do not go out. */
final class OutboxInWords {

    /** What goes well is gone sooner. */
    private static final Duration LONG = Duration.ofSeconds(5);

    private OutboxInWords() {}

    /** @param outbox null when the service says nothing of it */
    static List<String> of(ServiceHealth.@Nullable Part outbox) {
        Map<String, Object> details =
                outbox == null ? Map.of() : Objects.requireNonNullElse(outbox.details(), Map.<String, Object>of());
        List<String> sentences = new ArrayList<>();
        if (details.get("blocked") instanceof String why) {
            sentences.add("RabbitMQ has blocked its publishers: " + why + ".");
        }
        if (details.get("messages") instanceof Number messages
                && details.get("oldest_age_seconds") instanceof Number seconds
                && seconds.longValue() >= LONG.toSeconds()) {
            sentences.add(waiting(messages.longValue(), Duration.ofSeconds(seconds.longValue())));
        }
        return sentences;
    }

    private static String waiting(long messages, Duration oldest) {
        return Counted.of(messages, "message") + (messages == 1 ? " waits" : " wait") + " in its outbox, "
                + (messages == 1 ? "" : "the oldest ") + "for " + Moments.length(oldest) + ".";
    }
}
