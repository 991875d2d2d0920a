package io.ordersaga.messaging.consume;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ordersaga.local.broker.BrokerAccess;
import io.ordersaga.messaging.deadletter.DeadLetters;
import io.ordersaga.messaging.delivery.InboundMessage;
import io.ordersaga.messaging.piggybank.Instance;
import io.ordersaga.messaging.piggybank.Stranger;
import io.ordersaga.messaging.piggybank.Wire;
import io.ordersaga.messaging.settings.MessagingProperties;
import io.ordersaga.messaging.topology.Topology;
import io.ordersaga.messaging.trace.Spans;
import io.ordersaga.testing.TestInfrastructure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.context.Lifecycle;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.transaction.PlatformTransactionManager;

/** A message that kills whoever takes it, among innocent ones. */
class RepeatedlyKilledConsumerIT {

    private static final TestInfrastructure INFRASTRUCTURE = TestInfrastructure.get();
    private static final String QUEUE = "a23.commands";
    private static final String KILLER = "killer";
    private static final int INNOCENT = 100;
    private static final int MOST_LIVES = 25;

    private final Set<String> handled = ConcurrentHashMap.newKeySet();
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<QueueConsumers> lives = new ArrayList<>();

    private Instance instance;
    private Stranger stranger;

    @BeforeEach
    void start() throws Exception {
        Instance.clean(INFRASTRUCTURE.database(), INFRASTRUCTURE.broker());
        // Each of the dead keeps its transaction open.
        instance = Instance.start(
                INFRASTRUCTURE.database(), INFRASTRUCTURE.broker(), "spring.datasource.hikari.maximum-pool-size=40");
        stranger = Stranger.at(INFRASTRUCTURE.broker()).takingDeadLetters();
        declareQueue();
    }

    @AfterEach
    void stop() throws Exception {
        end.countDown();
        lives.forEach(QueueConsumers::stop);
        stranger.channel().queueDelete(QUEUE);
        stranger.close();
        instance.close();
    }

    /** The broker counts each death against every message that was delivered, not only against the one that killed. */
    @Test
    void a23_only_the_message_that_kills_its_consumer_reaches_the_delivery_limit() throws Exception {
        for (int i = 0; i < INNOCENT; i++) {
            publish(i == INNOCENT / 4 ? KILLER : "innocent-" + i);
        }
        stranger.settle();

        boolean killed = true;
        for (int life = 0; killed && life < MOST_LIVES; life++) {
            killed = liveUntilKilled();
        }

        await().until(() -> !stranger.letters().isEmpty());
        assertThat(stranger.letters())
                .extracting(letter -> letter.properties().getAppId())
                .containsExactly(KILLER);
        assertThat(stranger.letters().peek().header("x-death")).contains("delivery_limit", QUEUE);
        assertThat(handled)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, INNOCENT)
                        .filter(i -> i != INNOCENT / 4)
                        .mapToObj(i -> "innocent-" + i)
                        .toList());
    }

    @Test
    void p7_what_a_killed_consumer_had_in_hand_and_prefetched_is_delivered_again() throws Exception {
        publish(KILLER);
        for (int i = 0; i < INNOCENT; i++) {
            publish("innocent-" + i);
        }
        stranger.settle();
        assertThat(liveUntilKilled()).isTrue();

        Set<String> again = ConcurrentHashMap.newKeySet();
        QueueConsumers next = consumers(INFRASTRUCTURE.broker(), new BatchHandler<String>() {
            @Override
            public String read(InboundMessage message) {
                return String.valueOf(message.appId());
            }

            @Override
            public void handle(List<String> batch) {
                again.addAll(batch);
            }
        });
        lives.add(next);
        next.start();

        again.addAll(handled);
        await().until(() -> again.size() == INNOCENT + 1);
        assertThat(again).contains(KILLER);
    }

    /** Spring starts its consumers again by itself; this one it believes to be stopped. */
    @Test
    void p1_a_queue_that_lost_its_consumer_without_anybody_noticing_is_read_again() throws Exception {
        QueueConsumers life = consumers(INFRASTRUCTURE.broker(), new Victim(new CountDownLatch(1)));
        lives.add(life);
        life.start();
        publish("innocent-before");
        await().until(() -> handled.contains("innocent-before"));
        life.startLostAgain();

        loseConsumerOf(life);
        publish("innocent-after");
        await().until(() -> stranger.channel().messageCount(QUEUE) == 1);
        life.startLostAgain();
        life.startLostAgain();
        assertThat(handled).doesNotContain("innocent-after");

        life.startLostAgain();
        await().until(() -> handled.contains("innocent-after"));
    }

    private static void loseConsumerOf(QueueConsumers life) {
        List<?> consumers = (List<?>) requireNonNull(ReflectionTestUtils.getField(life, "consumers"));
        Object container = requireNonNull(ReflectionTestUtils.getField(consumers.getFirst(), "container"));
        ((Lifecycle) container).stop();
    }

    /** @return false when it outlived all messages */
    private boolean liveUntilKilled() throws Exception {
        CountDownLatch killed = new CountDownLatch(1);
        try (Wire wire = Wire.to(INFRASTRUCTURE.broker())) {
            QueueConsumers life = consumers(wire.access(), new Victim(killed));
            lives.add(life);
            life.start();
            await().until(() ->
                    killed.getCount() == 0 || (isEmpty() && !stranger.letters().isEmpty()));
            return killed.getCount() == 0;
        }
    }

    private boolean isEmpty() throws Exception {
        return handled.size() == INNOCENT - 1 && stranger.channel().messageCount(QUEUE) == 0;
    }

    /** Dies at the killer's hands: it neither answers nor ends, and the wire is cut. */
    private final class Victim implements BatchHandler<String> {

        private final CountDownLatch killed;

        Victim(CountDownLatch killed) {
            this.killed = killed;
        }

        @Override
        public String read(InboundMessage message) {
            return String.valueOf(message.appId());
        }

        @Override
        public void handle(List<String> batch) {
            if (batch.contains(KILLER)) {
                killed.countDown();
                try {
                    end.await(2, TimeUnit.MINUTES);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                throw new IllegalStateException("dead");
            }
            handled.addAll(batch);
        }
    }

    private QueueConsumers consumers(BrokerAccess broker, BatchHandler<?> handler) {
        CachingConnectionFactory connections = connections(broker);
        return new QueueConsumers(
                List.of(new Subscription(QUEUE, List.of(), handler)),
                connections,
                new RabbitAdmin(connections),
                new Transactions(instance.bean(PlatformTransactionManager.class), instance.jdbc()),
                instance.bean(DeadLetters.class),
                instance.bean(MessagingProperties.class),
                Spans.NONE,
                new SimpleMeterRegistry());
    }

    private void declareQueue() {
        try (GenericApplicationContext context = new GenericApplicationContext()) {
            context.registerBean(
                    Declarables.class, () -> new Declarables(Topology.queue(QUEUE, List.of("saga.*.command.a23.*"))));
            RabbitAdmin admin = new RabbitAdmin(connections(INFRASTRUCTURE.broker()));
            admin.setApplicationContext(context);
            context.refresh();
            admin.initialize();
        }
    }

    private static CachingConnectionFactory connections(BrokerAccess broker) {
        CachingConnectionFactory connections = new CachingConnectionFactory(broker.host(), broker.port());
        connections.setUsername(broker.user());
        connections.setPassword(broker.password());
        connections.setVirtualHost(broker.virtualHost());
        return connections;
    }

    private void publish(String name) throws Exception {
        stranger.publish(
                "saga." + UUID.randomUUID() + ".command.a23.do_it",
                Stranger.proper().appId(name).build(),
                new byte[] {'{', '}'});
    }
}
