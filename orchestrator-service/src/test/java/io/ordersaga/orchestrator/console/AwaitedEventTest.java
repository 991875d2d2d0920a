package io.ordersaga.orchestrator.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.messaging.outbox.WaitingMessages.WaitingMessage;
import io.ordersaga.orchestrator.console.Queues.Depth;
import io.ordersaga.orchestrator.console.Trails.Trail;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Where the event of an order without a saga is, in words. */
class AwaitedEventTest {

    private static final Depth READ = new Depth("orchestrator-service.events", 3, 1, null);

    @Test
    void an_event_in_the_outbox_waits_for_the_broker() {
        AwaitedEvent event = AwaitedEvent.of(List.of(trail("", message(""))), Optional.of(READ));

        assertThat(event.where())
                .containsExactly(
                        "Its event waits in order-service's outbox: RabbitMQ has not confirmed it.",
                        "orchestrator-service.events holds 3 messages and is read by 1 consumer.");
        assertThat(event.help()).contains("why RabbitMQ does not take");
    }

    @Test
    void an_event_that_has_left_the_outbox_is_awaited() {
        AwaitedEvent event = AwaitedEvent.of(List.of(trail("")), Optional.of(READ));

        assertThat(event.where().getFirst()).contains("is not in order-service's outbox");
        assertThat(event.help()).contains("announces the order again");
    }

    @Test
    void a_queue_that_nobody_reads_wants_a_reader_and_a_broker_that_is_away_is_to_come_back() {
        assertThat(AwaitedEvent.of(List.of(), Optional.of(new Depth("q", 1, 0, null)))
                        .help())
                .contains("Nobody reads");
        assertThat(AwaitedEvent.of(List.of(), Optional.of(new Depth("q", 0, 0, Queues.NO_QUEUE)))
                        .help())
                .contains("Nobody reads");
        assertThat(AwaitedEvent.of(List.of(), Optional.of(new Depth("q", 0, 0, "the broker cannot be reached")))
                        .help())
                .contains("Bring the broker back");
    }

    @Test
    void what_is_not_known_is_said() {
        assertThat(AwaitedEvent.of(List.of(trail("It did not say in time.")), Optional.empty())
                        .where())
                .containsExactly(
                        "Whether its event waits in order-service's outbox is not known: It did not say in time.",
                        "Nothing is known of the orchestrator's queue yet.");
    }

    private static Trail trail(String trouble, WaitingMessage... outbox) {
        return new Trail("order-service", List.of(), List.of(outbox), trouble);
    }

    private static WaitingMessage message(String trouble) {
        return new WaitingMessage(
                UUID.randomUUID(), "saga.x.event.order.create_order.success", 1, Instant.EPOCH, trouble);
    }
}
