package io.ordersaga.orchestrator.engine;

import java.time.Duration;

/**
 * When an unanswered command is sent again: after {@code timeout}, then after twice as long each time, up to
 * {@code longest}, each wait shortened at random by up to {@code jitter} of itself so that many do not come at once.
 *
 * <p>A queue keeps every copy that a missing participant does not take, and new orders stand behind them. So once a person
 * should look, the waits double again, up to {@value #RARELY} times {@code longest}.
 *
 * @param timeout how long the first answer is waited for
 * @param longest the longest wait between two sendings, until a person should look
 * @param jitter 0 (none) up to 1
 * @param attentionAfter sendings without success after which a person should look; it goes on being sent all the same
 */
public record RetryPolicy(Duration timeout, Duration longest, double jitter, int attentionAfter) {

    private static final int RARELY = 10;

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
        double doubled = timeout.toMillis() * doublings(sendings - 1);
        double most = longest.toMillis() * Math.min(doublings(sendings - attentionAfter + 1), RARELY);
        return Duration.ofMillis(Math.max(1, Math.round(Math.min(doubled, most) * (1 - jitter * chance))));
    }

    private static double doublings(int times) {
        return Math.pow(2, Math.clamp(times, 0, 30));
    }
}
