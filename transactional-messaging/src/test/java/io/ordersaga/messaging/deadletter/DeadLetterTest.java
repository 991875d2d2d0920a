package io.ordersaga.messaging.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.messaging.delivery.InboundMessage;
import io.ordersaga.messaging.topology.Topology;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What RabbitMQ itself gave up. */
class DeadLetterTest {

    private static final String BODY = "{\"coins\":1}";

    @Test
    void the_same_message_that_dies_again_of_the_same_is_the_same_letter() {
        DeadLetter first = DeadLetter.read(rejected("rejected", 1, "m1", BODY));
        DeadLetter again = DeadLetter.read(rejected("rejected", 2, "m1", BODY));

        assertThat(again.letterId()).isNotNull().isEqualTo(first.letterId());
    }

    @Test
    void another_message_or_another_death_is_another_letter() {
        DeadLetter letter = DeadLetter.read(rejected("rejected", 1, "m1", BODY));

        assertThat(List.of(
                        DeadLetter.read(rejected("rejected", 1, "m2", BODY)),
                        DeadLetter.read(rejected("rejected", 1, null, BODY)),
                        DeadLetter.read(rejected("delivery_limit", 1, "m1", BODY)),
                        DeadLetter.read(rejected("rejected", 1, "m1", "{}"))))
                .extracting(DeadLetter::letterId)
                .doesNotHaveDuplicates()
                .doesNotContain(letter.letterId());
    }

    private static InboundMessage rejected(String reason, long count, @Nullable String messageId, String body) {
        Map<String, @Nullable Object> headers =
                Map.of("x-death", List.of(Map.of("queue", "commands", "reason", reason, "count", count)));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new InboundMessage(
                Topology.DEAD_LETTERS,
                "saga.x.command.piggybank.put_in",
                messageId,
                "put_in",
                "application/json",
                "stranger",
                headers,
                bytes,
                bytes.length);
    }
}
