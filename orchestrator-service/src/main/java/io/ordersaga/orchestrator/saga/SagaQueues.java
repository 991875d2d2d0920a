package io.ordersaga.orchestrator.saga;

import io.ordersaga.messaging.topology.Topology;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The queue of the orchestrator; those of the services are {@link Topology}'s. */
public final class SagaQueues {

    /** Brings the answers of all services. */
    public static final String EVENTS = "orchestrator-service.events";

    private SagaQueues() {}

    /** All that a console or a gauge watches: the services' in the order of their names, the answers, dead letters. */
    public static List<String> of(Set<String> services) {
        return Stream.concat(
                        services.stream().sorted().map(Topology::commandsOf), Stream.of(EVENTS, Topology.DEAD_LETTERS))
                .toList();
    }
}
