package io.ordersaga.messaging.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.ordersaga.messaging.trace.CurrentTrace;
import io.ordersaga.messaging.trace.TraceParent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;

/** What became of published messages: counted, told to the publisher, and the latest troubles remembered for people. */
@Slf4j
class Outcomes {

    private static final int MOST_REMEMBERED = 1_000;

    private final Counter returns;
    private final Counter refusals;
    private final Map<UUID, String> troubles = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, String> eldest) {
            return size() > MOST_REMEMBERED;
        }
    });
    private Settled settled = (_, _) -> {};

    /** Told which messages were delivered, and how many came to an end in whatever way. */
    interface Settled {
        void settled(List<UUID> delivered, int ended);
    }

    Outcomes(MeterRegistry meters) {
        this.returns = meters.counter("outbox.returned");
        this.refusals = meters.counter("outbox.nacked");
    }

    void onSettled(Settled settled) {
        this.settled = settled;
    }

    void settle(List<UUID> delivered, int ended) {
        if (!troubles.isEmpty()) {
            delivered.forEach(troubles::remove);
        }
        if (ended > 0) {
            settled.settled(delivered, ended);
        }
    }

    /** RabbitMQ confirms it all the same, after this. */
    void returned(UUID messageId, String routingKey, @Nullable Object traceParent) {
        returns.increment();
        troubles.put(messageId, "The broker returned it: no queue takes it.");
        try (CurrentTrace.Before _ = CurrentTrace.enter(TraceParent.continued(traceParent), null)) {
            log.warn("No queue takes {}: kept in the outbox and tried again.", routingKey);
        }
    }

    void refused(List<UUID> messageIds) {
        refusals.increment(messageIds.size());
        messageIds.forEach(id -> troubles.put(id, "The broker refused it."));
        settle(List.of(), messageIds.size());
    }

    /** What last went wrong with a message that was not delivered since. */
    Optional<String> troubleWith(UUID messageId) {
        return Optional.ofNullable(troubles.get(messageId));
    }
}
