package io.ordersaga.messaging;

import static io.ordersaga.messaging.piggybank.CoinCommand.putIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordersaga.messaging.piggybank.Answers;
import io.ordersaga.messaging.piggybank.Instance;
import io.ordersaga.messaging.piggybank.Stranger;
import io.ordersaga.testing.TestInfrastructure;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Instances come and go under load. */
class GracefulStopIT {

    private static final TestInfrastructure INFRASTRUCTURE = TestInfrastructure.get();

    @Test
    void a49_an_instance_that_stops_under_load_loses_nothing_and_takes_nothing_more() throws Exception {
        Instance.clean(INFRASTRUCTURE.database(), INFRASTRUCTURE.broker());
        Instance leaving = Instance.start(INFRASTRUCTURE.database(), INFRASTRUCTURE.broker());
        try (Instance staying = Instance.start(INFRASTRUCTURE.database(), INFRASTRUCTURE.broker());
                Stranger stranger = Stranger.at(INFRASTRUCTURE.broker()).takingDeadLetters()) {
            Set<UUID> takenByLeaving = ConcurrentHashMap.newKeySet();
            leaving.trouble().afterEffect(command -> takenByLeaving.add(command.sagaId()));
            Answers heardByLeaving = leaving.answers();
            List<UUID> sagas = new CopyOnWriteArrayList<>();
            AtomicBoolean enough = new AtomicBoolean();
            Thread load = Thread.ofVirtual().start(() -> publishUntil(enough, stranger, sagas));
            await().until(() -> takenByLeaving.size() > 100);

            leaving.close();

            int taken = takenByLeaving.size();
            int published = sagas.size();
            await().until(() -> sagas.size() > published + 200);
            enough.set(true);
            load.join();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> sagas.stream()
                            .allMatch(saga -> heardByLeaving.sagas().contains(saga)
                                    || staying.answers().sagas().contains(saga)));
            assertThat(staying.withOneEffect(sagas)).isEqualTo(sagas.size());
            assertThat(takenByLeaving).hasSize(taken);
            assertThat(stranger.letters()).isEmpty();
            await().until(() -> staying.inOutbox() == 0);
        }
    }

    private static void publishUntil(AtomicBoolean enough, Stranger stranger, List<UUID> sagas) {
        try {
            while (!enough.get()) {
                UUID saga = UUID.randomUUID();
                stranger.publish(putIn(saga));
                sagas.add(saga);
                if (sagas.size() % 20 == 0) {
                    stranger.settle();
                }
            }
        } catch (Exception e) {
            throw new IllegalStateException("the load broke", e);
        }
    }
}
