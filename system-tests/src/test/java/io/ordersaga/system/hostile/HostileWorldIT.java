package io.ordersaga.system.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordersaga.local.service.ServiceName;
import io.ordersaga.system.RunningSystem;
import java.time.Duration;
import java.util.List;
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

    private final RunningSystem system = RunningSystem.shared();
    private long user;
    private long product;
    private String before;

    @BeforeEach
    void somebodyWithSomething() {
        user = system.user("100.00");
        product = system.product("10.00", 5);
        before = holdings();
    }

    @Test
    void a21_a47_p8_hostile_messages_on_every_queue_change_nothing_and_stop_nobody() {
        System.out.println("hostile messages: " + MESSAGES + " on each queue, seed " + SEED);
        new HostileMessages(SEED).flood(MESSAGES);

        assertSoundAndUnchanged();
        assertThat(system.get(ServiceName.ORCHESTRATOR, "/dead-letters").body().size())
                .isPositive();
    }

    /** As many as a consumer is handed before it acknowledges any. */
    @ParameterizedTest
    @ValueSource(strings = {"order-service.commands", "saga.dead-letters"})
    void p8_a_burst_of_the_largest_messages_fits_into_the_memory_of_its_reader(String queue) {
        new HostileMessages(SEED).burst(queue, 400);

        assertSoundAndUnchanged();
    }

    @Test
    void a41_hostile_requests_at_every_door_are_refused_politely_and_change_nothing() {
        System.out.println("hostile requests: " + REQUESTS + ", seed " + SEED);
        List<String> impolite = new HostileRequests(system, SEED).flood(REQUESTS, user, product);

        assertThat(impolite).isEmpty();
        assertSoundAndUnchanged();
    }

    /** Everything as it was, and the next honest order goes through. */
    private void assertSoundAndUnchanged() {
        assertThat(holdings()).isEqualTo(before);
        JsonNode saga = await("an honest order goes through")
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> system.order(user, product, 1), RunningSystem::isFinished);
        assertThat(saga.path("status").asString()).isEqualTo("COMPLETED");
    }

    private String holdings() {
        return system.get(ServiceName.USER, "/users/" + user).body().toString()
                + system.get(ServiceName.USER, "/users/" + user + "/ledger").body()
                + system.get(ServiceName.PRODUCT, "/products/" + product).body()
                + system.get(ServiceName.PRODUCT, "/products/" + product + "/ledger")
                        .body();
    }
}
