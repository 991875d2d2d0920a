package io.ordersaga.system.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.ordersaga.local.service.ServiceName;
import io.ordersaga.system.RunningSystem;
import io.ordersaga.testing.TestInfrastructure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Nothing that a stranger sends stops a queue, a door or a service, or changes anything. {@code -Dhostile.messages=} and
 * {@code -Dhostile.requests=} say how many, {@code -Dhostile.seed=} which.
 */
class HostileWorldIT {

    private static final int MESSAGES = Integer.getInteger("hostile.messages", 1_000);
    private static final int REQUESTS = Integer.getInteger("hostile.requests", 2_000);
    private static final long SEED = Long.getLong("hostile.seed", 7);

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final RunningSystem system = RunningSystem.shared();
    private long user;
    private long product;
    private Account buyer;
    private Account goods;
    private Garbage garbage;

    @BeforeEach
    void somebodyWithSomething() {
        user = system.user("100.00");
        product = system.product("10.00", 5);
        buyer = buyer();
        goods = goods();
        garbage = new Garbage(SEED, user, product);
    }

    private Account buyer() {
        return Account.of(system, ServiceName.USER, "/users/" + user, "balance", "amount");
    }

    private Account goods() {
        return Account.of(system, ServiceName.PRODUCT, "/products/" + product, "quantity", "pieces");
    }

    @Test
    void a21_a47_p8_hostile_messages_on_every_queue_change_nothing_and_stop_nobody() {
        System.out.println("hostile messages: " + MESSAGES + " on each queue, seed " + SEED);
        new HostileMessages(garbage).flood(MESSAGES);

        assertSoundAndUnchanged();
        assertThat(system.get(ServiceName.ORCHESTRATOR, "/dead-letters").body().size())
                .isPositive();
    }

    /** As many as a consumer is handed before it acknowledges any. */
    @ParameterizedTest
    @ValueSource(strings = {"order-service.commands", "saga.dead-letters"})
    void p8_a_burst_of_the_largest_messages_fits_into_the_memory_of_its_reader(String queue) {
        new HostileMessages(garbage).burst(queue, 400);

        assertSoundAndUnchanged();
    }

    @Test
    void a41_hostile_requests_at_every_door_are_refused_politely_and_change_nothing() {
        System.out.println("hostile requests: " + REQUESTS + ", seed " + SEED);
        List<String> impolite = new HostileRequests(system, garbage).flood(REQUESTS, user, product);

        assertThat(impolite).isEmpty();
        assertSoundAndUnchanged();
    }

    /** The next honest order goes through, and when all was read, nothing but that order has changed anything. */
    private void assertSoundAndUnchanged() {
        String placed = system.order(user, product, 1).path("saga_id").asString();
        JsonNode saga = await("an honest order goes through")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> system.saga(placed), RunningSystem::isFinished);
        assertThat(saga.path("status").asString()).isEqualTo("COMPLETED");
        await("everything was read").atMost(PATIENCE).until(HostileWorldIT::isEveryQueueEmpty);

        buyer().assertOnlyChangedBy(placed, "-10.00", buyer);
        goods().assertOnlyChangedBy(placed, "-1", goods);
    }

    private static boolean isEveryQueueEmpty() throws IOException, TimeoutException {
        try (Connection connection = TestInfrastructure.get().broker().connect();
                Channel channel = connection.createChannel()) {
            for (String queue : HostileMessages.QUEUES) {
                if (channel.messageCount(queue) > 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
