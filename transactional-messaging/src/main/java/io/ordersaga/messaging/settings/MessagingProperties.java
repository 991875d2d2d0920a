package io.ordersaga.messaging.settings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code order-saga.messaging}. The defaults are what is tested and measured.
 *
 * @param batchSize messages handled in one transaction at most; what has arrived is taken, none is waited for
 * @param gathering the longest pause before the next batch under load, so that more arrives for it: a millisecond for each
 *     message of the last, cut short when 80 are there. None after a lone message or a few; zero turns it off
 * @param prefetch messages the broker may hand to one consumer before it acknowledges any: together with
 *     what is kept of each ({@code maxBodySize} and 128 KB of headers at most) it bounds the memory
 * @param consumers threads per queue, each with a channel and transactions of its own
 * @param attempts times that a failing message is tried in a transaction of its own before it becomes a dead letter
 * @param maxBodySize bytes; a larger body becomes a dead letter without being read
 * @param redeclareInterval how often the topology is declared again, to heal what was deleted under a live connection, and
 *     consumers are looked at, to start again what was lost
 * @param partitionInterval how often the partitions of months to come are made, and those of forgotten ones dropped
 */
@Validated
@ConfigurationProperties("order-saga.messaging")
public record MessagingProperties(
        @Min(1) @Max(10_000) @DefaultValue("200") int batchSize,
        @NotNull @DefaultValue("30ms") Duration gathering,
        @Min(1) @Max(65_535) @DefaultValue("400") int prefetch,
        @Min(1) @Max(64) @DefaultValue("1") int consumers,
        @Min(1) @DefaultValue("3") int attempts,
        @Min(1024) @DefaultValue("65536") int maxBodySize,
        @NotNull @DefaultValue("10s") Duration redeclareInterval,
        @NotNull @DefaultValue("1h") Duration partitionInterval,
        @Valid @DefaultValue Publishing outbox) {

    public MessagingProperties {
        requirePause("redeclare-interval", redeclareInterval);
        requirePause("partition-interval", partitionInterval);
    }

    private static void requirePause(String name, Duration pause) {
        require(pause.isPositive(), name + " must be longer than nothing, or it would be done without a pause");
    }

    private static void require(boolean sound, String otherwise) {
        if (!sound) {
            throw new IllegalArgumentException("order-saga.messaging: " + otherwise);
        }
    }

    /**
     * @param lease how long a message that was handed to a publisher is left to it, before any instance's relay takes
     *     it up; longer than a confirm ever takes
     * @param relayInterval how often the relay looks for messages that are due
     * @param relayBatch rows the relay takes at a time
     * @param maxInFlight messages that are handed over or published and not yet confirmed; beyond it they stay in the
     *     database until the relay takes them up; at least {@code relayBatch}, for which the relay waits to have room
     * @param confirmTimeout how long a confirm may take before the connection is given up for a new one, so that what it
     *     owes does not count as in flight for ever; much longer than a lease
     */
    public record Publishing(
            @NotNull @DefaultValue("5s") Duration lease,
            @NotNull @DefaultValue("1s") Duration relayInterval,
            @Min(1) @DefaultValue("500") int relayBatch,
            @Min(1) @DefaultValue("4000") int maxInFlight,
            @NotNull @DefaultValue("30s") Duration confirmTimeout) {

        public Publishing {
            requirePause("outbox.relay-interval", relayInterval);
            require(
                    maxInFlight >= relayBatch,
                    "outbox.max-in-flight (" + maxInFlight + ") is less than relay-batch (" + relayBatch
                            + "), so the relay would never have room and send nothing");
            require(
                    lease.isPositive(),
                    "outbox.lease must be longer than nothing, or every message is sent again at once");
            require(
                    confirmTimeout.compareTo(lease) > 0,
                    "outbox.confirm-timeout (" + confirmTimeout + ") must be longer than lease (" + lease + ")");
        }
    }
}
