package io.ordersaga.orchestrator.saga;

/** The queue of the orchestrator; those of the services are {@link io.ordersaga.messaging.topology.Topology}'s. */
public final class SagaQueues {

    /** Brings the answers of all services. */
    public static final String EVENTS = "orchestrator-service.events";

    private SagaQueues() {}
}
