package io.ordersaga.messaging.deadletter;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.ordersaga.messaging.delivery.InboundMessage;
import io.ordersaga.messaging.outbox.Outbox;
import io.ordersaga.messaging.outbox.OutboxMessage;
import io.ordersaga.messaging.topology.Topology;
import io.ordersaga.messaging.trace.TraceParent;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Sends a message that cannot be handled where an operator finds it, through the outbox like any other. */
public class DeadLetters {

    private final Outbox outbox;
    private final String service;
    private final Counter buried;

    public DeadLetters(Outbox outbox, String service, MeterRegistry meters) {
        this.outbox = outbox;
        this.service = service;
        this.buried = meters.counter("messaging.dead.letters");
    }

    /** To be called in a transaction; the message may be acknowledged after its commit. */
    public void bury(InboundMessage message, Throwable cause) {
        Map<String, String> headers = DeadLetterHeaders.of(message, service, cause);
        outbox.add(new OutboxMessage(
                letterId(message, headers),
                Topology.DEAD_LETTERS,
                DeadLetterHeaders.storableKey(message.routingKey()),
                headers,
                message.body()));
        buried.increment();
    }

    /**
     * The same message that dies of the same is the same letter: a command that nobody can handle is sent again for as long
     * as its saga waits, and would fill the table of letters otherwise.
     */
    private static UUID letterId(InboundMessage message, Map<String, String> headers) {
        Map<String, String> story = new TreeMap<>(headers);
        story.keySet().removeAll(Set.of(TraceParent.HEADER, DeadLetterHeaders.HEADERS));
        return DeadLetter.idOf(message.routingKey() + story, message.body());
    }
}
