package io.ordersaga.orchestrator.console;

import io.ordersaga.orchestrator.console.Queues.Depth;
import io.ordersaga.orchestrator.console.Trails.Trail;
import java.util.List;
import java.util.Optional;

/**
 * Where the event is that begins the saga of an order that came in at the order service, as far as can be told.
 *
 * @param where the outbox and the queue that it goes through
 * @param help what a person can do, unless it became a dead letter
 */
record AwaitedEvent(List<String> where, String help) {

    private static final String SENDER = "order-service";

    /** @param queue that has it after the outbox; empty when the broker has not said anything yet */
    static AwaitedEvent of(List<Trail> trails, Optional<Depth> queue) {
        Optional<Trail> sender =
                trails.stream().filter(trail -> trail.service().equals(SENDER)).findFirst();
        return new AwaitedEvent(
                List.of(
                        inOutbox(sender),
                        queue.map(Depth::sentence).orElse("Nothing is known of the orchestrator's queue yet.")),
                help(sender, queue));
    }

    private static String inOutbox(Optional<Trail> sender) {
        if (sender.filter(trail -> !trail.trouble().isEmpty()).isPresent()) {
            return "Whether its event waits in " + SENDER + "'s outbox is not known: "
                    + sender.get().trouble();
        }
        return sender.flatMap(trail -> trail.outbox().stream().findFirst())
                .map(message -> ("Its event waits in " + SENDER + "'s outbox: RabbitMQ has not confirmed it. "
                                + message.trouble())
                        .strip())
                .orElse("Its event is not in " + SENDER + "'s outbox: RabbitMQ has had it.");
    }

    private static String help(Optional<Trail> sender, Optional<Depth> queue) {
        if (queue.filter(depth -> depth.trouble() != null && !depth.isUnread()).isPresent()) {
            return "Bring the broker back, and the saga begins by itself.";
        }
        if (queue.filter(Depth::isUnread).isPresent()) {
            return "Nobody reads the orchestrator's queue: see whether an orchestrator reaches RabbitMQ. Then the saga"
                    + " begins by itself.";
        }
        return sender.filter(trail -> !trail.outbox().isEmpty()).isPresent()
                ? "See on the overview why RabbitMQ does not take what order-service sends. Then the saga begins by"
                        + " itself."
                : "Nothing needs to be done yet: order-service announces the order again and again until its saga ends"
                        + " it. Look again in a moment.";
    }
}
