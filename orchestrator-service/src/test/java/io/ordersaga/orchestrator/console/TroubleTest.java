package io.ordersaga.orchestrator.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.orchestrator.console.Figures.Totals;
import io.ordersaga.orchestrator.console.Queues.Depth;
import io.ordersaga.orchestrator.console.ServiceHealth.Health;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What stands at the top of the overview. */
class TroubleTest {

    private static final Health WELL = new Health("user-service", true, "", List.of());
    private static final Depth READ = new Depth("user-service.commands", 7, 1, null);

    @Test
    void when_all_is_well_nothing_calls_for_anybody() {
        assertThat(Trouble.of(null, List.of(), List.of())).isEmpty();
        assertThat(Trouble.of(figures(0, 0), List.of(WELL), List.of(READ))).isEmpty();
    }

    @Test
    void what_needs_attention_and_was_never_sent_again_is_told_with_a_link_to_it() {
        assertThat(Trouble.of(figures(1, 10_000), List.of(), List.of()))
                .containsExactly(
                        new Trouble("trouble-attention", "/console/sagas?attention=true", "1 saga needs attention"),
                        new Trouble(
                                "trouble-dead-letters",
                                "/console/dead-letters?open=true",
                                "10,000 or more dead letters were never sent again"));
    }

    @Test
    void a_service_that_is_not_well_or_whose_messages_do_not_go_out_is_named() {
        Health away = new Health("order-service", false, "it cannot use its database", List.of());
        Health blocked = new Health("user-service", true, "", List.of("RabbitMQ has blocked its publishers."));

        assertThat(Trouble.of(null, List.of(away, blocked), List.of()))
                .extracting(Trouble::text)
                .containsExactly(
                        "order-service is not well: it cannot use its database",
                        "user-service: RabbitMQ has blocked its publishers.");
    }

    @Test
    void a_queue_that_nobody_reads_is_named_and_a_broker_that_is_away_once() {
        Depth unread = new Depth("order-service.commands", 3, 0, null);
        Depth missing = new Depth("user-service.commands", 0, 0, Queues.NO_QUEUE);
        Depth unknown = new Depth("x", 0, 0, "the broker cannot be reached");

        assertThat(Trouble.of(null, List.of(), List.of(unread, missing, unknown, unknown)))
                .extracting(Trouble::text)
                .containsExactly(
                        "Of the queues nothing is known: the broker cannot be reached",
                        "Nobody reads order-service.commands",
                        "Nobody reads user-service.commands");
    }

    private static Figures figures(long needAttention, long deadLetters) {
        return new Figures(
                new Totals(0, Instant.EPOCH, Instant.EPOCH, null), List.of(), 0, 0, needAttention, deadLetters);
    }
}
