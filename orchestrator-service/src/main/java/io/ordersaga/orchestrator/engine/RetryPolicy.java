package io.ordersaga.orchestrator.engine;

import java.time.Duration;

/**
 * When an unanswered command is sent again: after {@code timeout}, then after twice as long each time, up to
 * {@code longest}, each wait shortened at random by up to {@code jitter} of itself so that many do not come at once.
 *
 * @param timeout how long the first answer is waited for
 * @param longest the longest wait between two sendings
 * @param jitter 0 (none) up to 1
 * @param attentionAfter sendings without success after which a person should look; it goes on being sent all the same
 */
public record RetryPolicy(Duration timeout, Duration longest, double jitter, int attentionAfter) {

    public RetryPolicy {
        if (!timeout.isPositive()
                || longest.compareTo(timeout) < 0
                || jitter < 0
                || jitter >= 1
                || attentionAfter < 1) {
            throw new IllegalArgumentException(
                    "a retry policy needs 0 < timeout <= longest, 0 <= jitter < 1, attentionAfter >= 1");
        }
    }

    /**
     * @param sendings how often the command was sent, 1 or more
     * @param chance 0 (the longest wait) up to 1
     */
    Duration pauseAfter(int sendings, double chance) {
        double doubled = timeout.toMillis() * Math.pow(2, Math.min(sendings - 1, 30));
        double capped = Math.min(doubled, (double) longest.toMillis());
        return Duration.ofMillis(Math.max(1, Math.round(capped * (1 - jitter * chance))));
    }
}
