package io.ordersaga.messaging.deadletter;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.ordersaga.messaging.delivery.InboundMessage;
import io.ordersaga.messaging.outbox.Outbox;
import io.ordersaga.messaging.outbox.OutboxMessage;
import io.ordersaga.messaging.topology.Topology;

/** Sends a message that cannot be handled where an operator finds it, through the outbox like any other. */
public class DeadLetters {

    private static final TimeBasedEpochRandomGenerator IDS = Generators.timeBasedEpochRandomGenerator();

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
        outbox.add(new OutboxMessage(
                IDS.generate(),
                Topology.DEAD_LETTERS,
                DeadLetterHeaders.storableKey(message.routingKey()),
                DeadLetterHeaders.of(message, service, cause),
                message.body()));
        buried.increment();
    }
}
