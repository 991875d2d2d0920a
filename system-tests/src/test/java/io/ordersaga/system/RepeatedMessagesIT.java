package io.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordersaga.testing.SagaExchange;
import io.ordersaga.testing.SagaExchange.Heard;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every message of finished sagas comes again, three times. */
class RepeatedMessagesIT {

    private static final int TIMES = 3;

    private final RunningSystem system = RunningSystem.shared();
    private final SagaExchange exchange = RunningSystem.listen();

    @AfterEach
    void close() throws IOException {
        exchange.close();
    }

    @Test
    void p5_nothing_changes_and_every_answer_is_repeated() {
        long user = system.user("100.00");
        long product = system.product("10.00", 5);
        JsonNode completed = system.order(user, product, 2);
        JsonNode refused = system.order(user, product, 100);

        repeatAll(completed, 12, 6);
        repeatAll(refused, 6, 3);

        Audit.check(system, List.of(reread(completed), reread(refused)), List.of(user), List.of(product));
        assertThat(reread(completed).path("status")).isEqualTo(completed.path("status"));
        assertThat(reread(refused).path("status")).isEqualTo(refused.path("status"));
        assertThat(reread(completed).path("steps")).isEqualTo(completed.path("steps"));
    }

    /**
     * Each command again brings its answer again, with the same id and body, once for all copies that came in one batch;
     * each event again brings nothing.
     */
    private void repeatAll(JsonNode saga, int messages, int commands) {
        UUID id = UUID.fromString(saga.path("saga_id").asString());
        List<Heard> first = await().atMost(Duration.ofSeconds(10))
                .until(() -> exchange.messagesOf(id), heard -> heard.size() == messages);
        for (int i = 0; i < TIMES; i++) {
            first.forEach(message -> exchange.send(
                    message.routingKey(), UUID.fromString(message.properties().getMessageId()), message.body()));
        }
        List<Heard> answers = first.stream().filter(RepeatedMessagesIT::isEvent).toList();
        List<Heard> all = await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> exchange.messagesOf(id),
                        heard -> answers.stream().allMatch(answer -> times(answer, heard) >= 1 + TIMES + 1));
        assertThat(answers).hasSize(commands);
        assertThat(all).hasSizeLessThanOrEqualTo(messages + TIMES * messages + TIMES * commands);
        assertThat(all)
                .filteredOn(RepeatedMessagesIT::isEvent)
                .allSatisfy(message -> assertThat(first)
                        .anyMatch(original -> original.routingKey().equals(message.routingKey())
                                && original.body().equals(message.body())
                                && original.properties()
                                        .getMessageId()
                                        .equals(message.properties().getMessageId())));
    }

    private static boolean isEvent(Heard message) {
        return message.routingKey().contains(".event.");
    }

    private static long times(Heard answer, List<Heard> heard) {
        return heard.stream()
                .filter(message -> message.routingKey().equals(answer.routingKey()))
                .count();
    }

    private JsonNode reread(JsonNode saga) {
        return system.saga(saga.path("saga_id").asString());
    }
}
