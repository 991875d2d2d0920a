package io.ordersaga.messaging.topology;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.Declarable;
import org.springframework.amqp.core.FanoutExchange;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.TopicExchange;

/**
 * What every service declares of the broker, at its start and again after every reconnection, so that a broker that
 * lost everything is whole again as soon as the services reach it.
 */
public final class Topology {

    /** The one topic exchange of commands and events. */
    public static final String EXCHANGE = "saga";

    /** The exchange and the queue of messages that nobody can handle. */
    public static final String DEAD_LETTERS = "saga.dead-letters";

    /**
     * Deliveries of one message, after which the broker takes it for one that kills its consumer. Failing handlers do
     * not count on it: they dead-letter themselves, with the cause.
     */
    private static final int DELIVERY_LIMIT = 20;

    /** RabbitMQ 4 limits every quorum queue to 20 deliveries and then drops; a dead letter must not be dropped. */
    private static final int NO_LIMIT = 1_000_000;

    private static final TopicExchange SAGA = new TopicExchange(EXCHANGE);
    private static final FanoutExchange DEAD_LETTER_EXCHANGE = new FanoutExchange(DEAD_LETTERS);

    private Topology() {}

    /** The queue that brings a service its commands. */
    public static String commandsOf(String service) {
        return service + "-service.commands";
    }

    /** What all services share: the exchange, and the place for dead letters. */
    public static List<Declarable> shared() {
        Queue deadLetters = new Queue(
                DEAD_LETTERS, true, false, false, Map.of("x-queue-type", "quorum", "x-delivery-limit", NO_LIMIT));
        return List.of(
                SAGA,
                DEAD_LETTER_EXCHANGE,
                deadLetters,
                BindingBuilder.bind(deadLetters).to(DEAD_LETTER_EXCHANGE));
    }

    /**
     * A quorum queue bound to the saga exchange. At-least-once dead-lettering needs {@code reject-publish}: the broker
     * refuses to confirm rather than drop (RabbitMQ: quorum queues, dead lettering).
     */
    public static List<Declarable> queue(String name, List<String> bindingKeys) {
        Queue queue = new Queue(
                name,
                true,
                false,
                false,
                Map.of(
                        "x-queue-type", "quorum",
                        "x-delivery-limit", DELIVERY_LIMIT,
                        "x-dead-letter-exchange", DEAD_LETTERS,
                        "x-dead-letter-strategy", "at-least-once",
                        "x-overflow", "reject-publish"));
        return Stream.<Declarable>concat(
                        Stream.of(queue),
                        bindingKeys.stream()
                                .map(key -> BindingBuilder.bind(queue).to(SAGA).with(key)))
                .toList();
    }
}
