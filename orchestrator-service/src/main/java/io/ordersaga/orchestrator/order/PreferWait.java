package io.ordersaga.orchestrator.order;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code wait} preference of RFC 7240: whole seconds. A preference that cannot be read is ignored, as it says. */
final class PreferWait {

    private static final Pattern WAIT =
            Pattern.compile("(?:^|[,;\\s])wait\\s*=\\s*\"?(\\d{1,9})\"?", Pattern.CASE_INSENSITIVE);
    private static final long MOST_SECONDS = 30;

    private PreferWait() {}

    static Optional<Duration> in(@Nullable String prefer) {
        if (prefer == null) {
            return Optional.empty();
        }
        Matcher matcher = WAIT.matcher(prefer);
        return matcher.find()
                ? Optional.of(Duration.ofSeconds(Math.min(MOST_SECONDS, Long.parseLong(matcher.group(1)))))
                : Optional.empty();
    }
}
