package io.ordersaga.orchestrator.console;

import io.ordersaga.messaging.topology.Topology;
import io.ordersaga.orchestrator.console.LastKnown.Known;
import io.ordersaga.orchestrator.saga.SagaDefinitions;
import io.ordersaga.orchestrator.saga.SagaQueues;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.QueueInformation;
import org.springframework.stereotype.Component;

/** How much waits in the broker's queues, and who reads them. */
@Component
class Queues {

    static final String NO_QUEUE = "the broker has no such queue";

    private static final String AWAY = "the broker cannot be reached";

    private final AmqpAdmin broker;
    private final List<String> names;
    private final LastKnown<List<Depth>> depths;

    Queues(AmqpAdmin broker, SagaDefinitions definitions, Clock clock) {
        this.broker = broker;
        this.names = SagaQueues.of(definitions.services());
        this.depths = new LastKnown<>(this::ask, List.of(), clock);
    }

    /**
     * A queue.
     *
     * @param messages that wait to be read
     * @param trouble why nothing is known of it; null when all is
     */
    record Depth(
            String queue,
            long messages,
            int consumers,
            @Nullable String trouble) {

        /** Nobody declared it, or whoever did has gone. */
        public boolean isUnread() {
            return NO_QUEUE.equals(trouble) || (trouble == null && consumers == 0);
        }

        String sentence() {
            return trouble != null
                    ? "Of " + queue + " nothing is known: " + trouble + "."
                    : queue + " holds " + Counted.of(messages, "message") + " and is read by "
                            + Counted.of(consumers, "consumer") + ".";
        }
    }

    /** Asks without waiting. */
    void prepare() {
        depths.prepare();
    }

    Known<List<Depth>> known() {
        return depths.known();
    }

    Optional<Depth> ofService(String service) {
        return of(Topology.commandsOf(service));
    }

    Optional<Depth> ofEvents() {
        return of(SagaQueues.EVENTS);
    }

    private Optional<Depth> of(String queue) {
        return known().answer().stream()
                .filter(depth -> depth.queue().equals(queue))
                .findFirst();
    }

    /** A broker that does not answer about one queue is not waited for at the others. */
    private List<Depth> ask() {
        List<Depth> depths = new ArrayList<>();
        boolean isAway = false;
        for (String queue : names) {
            Depth depth = isAway ? unknown(queue) : ask(queue);
            isAway = AWAY.equals(depth.trouble());
            depths.add(depth);
        }
        return depths;
    }

    private Depth ask(String queue) {
        try {
            QueueInformation found = broker.getQueueInfo(queue);
            return found == null
                    ? new Depth(queue, 0, 0, NO_QUEUE)
                    : new Depth(queue, found.getMessageCount(), found.getConsumerCount(), null);
        } catch (AmqpException e) {
            return unknown(queue);
        }
    }

    private static Depth unknown(String queue) {
        return new Depth(queue, 0, 0, AWAY);
    }
}
