package io.ordersaga.messaging;

import static io.ordersaga.messaging.piggybank.CoinCommand.putIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.ordersaga.messages.Command;
import io.ordersaga.messages.RoutingKey;
import io.ordersaga.messaging.piggybank.BrokerNode;
import io.ordersaga.messaging.piggybank.CoinCommand;
import io.ordersaga.messaging.piggybank.Instance;
import io.ordersaga.messaging.piggybank.Wire;
import io.ordersaga.messaging.topology.Topology;
import io.ordersaga.messaging.topology.TopologyKeeper;
import io.ordersaga.testing.InstalledRabbit;
import io.ordersaga.testing.TestInfrastructure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.health.contributor.Status;

/** The broker is only transport: whatever it loses or refuses, each command has its effect once and is answered. */
class TransportFaultsIT {

    private static final TestInfrastructure INFRASTRUCTURE = TestInfrastructure.get();
    private static final Duration RECOVERY = Duration.ofSeconds(40);
    private static final int MOST_IN_FLIGHT = 300;

    @TempDir
    static Path temporary;

    private static BrokerNode broker;
    private static Wire wire;
    private static Instance piggybank;

    @BeforeAll
    static void start() throws Exception {
        broker = InstalledRabbit.require(BrokerNode.startIn(temporary.resolve("node")));
        wire = Wire.to(broker.access());
        Instance.clean(INFRASTRUCTURE.database(), broker.access());
        piggybank = instance();
    }

    private static Instance instance() {
        return Instance.start(
                INFRASTRUCTURE.database(),
                wire.access(),
                "order-saga.messaging.outbox.max-in-flight=" + MOST_IN_FLIGHT,
                "order-saga.messaging.outbox.relay-batch=100",
                "order-saga.messaging.outbox.confirm-timeout=2s");
    }

    @AfterAll
    static void stop() throws Exception {
        if (broker != null) {
            piggybank.close();
            wire.close();
            broker.close();
        }
    }

    @AfterEach
    void noTrouble() {
        piggybank.trouble().none();
        wire.loseConfirms(false);
    }

    enum Fault {
        QUEUES_PURGED {
            @Override
            void happens(Channel channel) throws Exception {
                for (String queue : List.of(Instance.COMMANDS, Instance.ANSWERS)) {
                    channel.queuePurge(queue);
                }
            }
        },
        QUEUES_DELETED {
            @Override
            void happens(Channel channel) throws Exception {
                for (String queue : List.of(Instance.COMMANDS, Instance.ANSWERS)) {
                    channel.queueDelete(queue);
                }
            }
        },
        QUEUES_REPLACED {
            @Override
            void happens(Channel channel) throws Exception {
                QUEUES_DELETED.happens(channel);
                piggybank.bean(TopologyKeeper.class).redeclare();
            }
        },
        EXCHANGE_DELETED {
            @Override
            void happens(Channel channel) throws Exception {
                channel.exchangeDelete(Topology.EXCHANGE);
            }
        },
        BINDING_DELETED {
            @Override
            void happens(Channel channel) throws Exception {
                channel.queueUnbind(
                        Instance.COMMANDS, Topology.EXCHANGE, RoutingKey.everyCommandFor(CoinCommand.SERVICE));
            }
        },
        CONNECTIONS_CUT {
            @Override
            void happens(Channel channel) {
                wire.cut();
            }
        },
        CONNECTIONS_CLOSED_BY_THE_BROKER {
            @Override
            void happens(Channel channel) throws Exception {
                broker.control("close_all_connections", "for this test");
            }
        },
        BROKER_RESTARTED {
            @Override
            void happens(Channel channel) {
                broker.restart(() -> {
                    await().until(() -> piggybank.readiness("rabbit").equals("DOWN"));
                    assertThat(piggybank.readiness("db")).isEqualTo("UP");
                    assertThat(piggybank.readiness("")).isNotEqualTo("UP");
                });
            }
        },
        BROKER_WIPED {
            @Override
            void happens(Channel channel) {
                broker.restartEmpty();
            }
        };

        abstract void happens(Channel channel) throws Exception;
    }

    @ParameterizedTest
    @EnumSource
    void a15_p3_whatever_transport_loses_each_command_acts_once_and_is_answered(Fault fault) throws Exception {
        List<UUID> sagas = new CopyOnWriteArrayList<>();
        AtomicBoolean enough = new AtomicBoolean();
        Thread load = Thread.ofVirtual().start(() -> {
            while (!enough.get()) {
                sagas.addAll(sendMany(20));
                await().pollDelay(Duration.ofMillis(20)).until(() -> true);
            }
        });
        try {
            await().until(() -> piggybank.answers().sagas().stream().anyMatch(sagas::contains));
            try (Connection connection = broker.access().connect()) {
                fault.happens(connection.createChannel());
            } catch (AlreadyClosedException e) {
                // The fault closed this connection too.
            }
        } finally {
            enough.set(true);
            load.join();
        }

        answeredAtLast(sagas);
    }

    /** Each cut ends a channel with unconfirmed messages; what it owed must count as in flight no longer, once. */
    @Test
    void connections_that_break_again_and_again_under_load_leave_nothing_in_flight() throws Exception {
        List<UUID> sagas = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            sagas.addAll(sendMany(100));
            wire.cut();
            assertThat(piggybank.meter("outbox.in.flight")).isBetween(0.0, (double) MOST_IN_FLIGHT);
            await().atMost(RECOVERY).until(() -> piggybank.meter("outbox.in.flight") < MOST_IN_FLIGHT);
        }

        answeredAtLast(sagas);
    }

    @Test
    void a10_confirms_that_never_come_on_a_healthy_channel_do_not_count_as_in_flight_for_ever() {
        wire.loseConfirms(true);
        List<UUID> sagas = sendMany(MOST_IN_FLIGHT * 2);
        await().until(() -> piggybank.meter("outbox.in.flight") == MOST_IN_FLIGHT);
        double interruptions = piggybank.meter("outbox.publish.failures");
        await().atMost(RECOVERY).until(() -> piggybank.meter("outbox.publish.failures") > interruptions);
        assertThat(piggybank.inOutbox()).isGreaterThanOrEqualTo(MOST_IN_FLIGHT * 2L);
        wire.loseConfirms(false);

        answeredAtLast(sagas);
    }

    /** As RabbitMQ before 3.12 does when a queue is deleted in the moment in which it holds back a publisher. */
    @Test
    void p3_a_connection_that_the_broker_reads_no_more_is_replaced_even_under_a_thread_that_writes_to_it() {
        List<UUID> sagas = new ArrayList<>();
        try (Instance full = Instance.start(
                INFRASTRUCTURE.database(),
                wire.access(),
                "order-saga.messaging.outbox.max-in-flight=50000",
                "order-saga.messaging.outbox.confirm-timeout=20s")) {
            sagas.addAll(sendMany(full, 1));
            await().until(() -> full.meter("outbox.confirmed") > 0);
            wire.stickPublisher();
            for (int i = 0; i < 12; i++) {
                sagas.addAll(sendMany(full, 1_000));
            }
            await().during(Duration.ofSeconds(2)).until(() -> isStuckInASocket("outbox-publisher"));
            await().atMost(RECOVERY).until(() -> !isStuckInASocket("outbox-publisher"));

            await().atMost(RECOVERY).until(() -> full.inOutbox() == 0 && full.meter("outbox.in.flight") == 0);
        }

        answeredAtLast(sagas);
    }

    private static boolean isStuckInASocket(String thread) {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(entry -> entry.getKey().getName().equals(thread))
                .flatMap(entry -> Stream.of(entry.getValue()))
                .anyMatch(frame -> frame.getClassName().equals("sun.nio.ch.NioSocketImpl")
                        && frame.getMethodName().equals("park"));
    }

    @Test
    void a_broker_that_blocks_publishers_is_waited_for_with_bounded_memory_and_can_be_left() throws Exception {
        broker.control("set_vm_memory_high_watermark", "0.00001");
        List<UUID> sagas = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                sagas.addAll(sendMany(100));
                assertThat(piggybank.meter("outbox.in.flight")).isLessThanOrEqualTo(MOST_IN_FLIGHT);
            }
            assertThat(piggybank.inOutbox()).isGreaterThan(1_000);
            tellsWhyItsMessagesWaitAndIsWell(piggybank);
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .contains("outbox-publisher");
            closesWithin(Duration.ofSeconds(20), instance());
        } finally {
            broker.control("set_vm_memory_high_watermark", "0.4");
        }

        answeredAtLast(sagas);
    }

    private static void tellsWhyItsMessagesWaitAndIsWell(Instance blocked) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(blocked.health("outbox").getDetails())
                        .containsEntry("blocked", "low on memory")
                        .hasEntrySatisfying(
                                "messages", many -> assertThat((long) many).isGreaterThan(1_000))
                        .containsKey("oldest_age_seconds"));
        assertThat(blocked.health("outbox").getStatus()).isEqualTo(Status.UP);
        assertThat(blocked.readiness("")).isEqualTo("UP");
    }

    private static void closesWithin(Duration atMost, Instance leaving) {
        leaving.send(putIn(UUID.randomUUID()));
        Thread closing = Thread.ofVirtual().start(leaving::close);
        await().atMost(atMost).until(() -> !closing.isAlive());
    }

    /** The broker refuses to declare it, which Spring repeats for 17 s at each of the two new connections. */
    @Test
    void p3_a_queue_that_somebody_declared_otherwise_does_not_stop_publishing() throws Exception {
        try (Connection connection = broker.access().connect()) {
            Channel channel = connection.createChannel();
            channel.queueDelete(Topology.DEAD_LETTERS);
            channel.queueDeclare(Topology.DEAD_LETTERS, true, false, false, Map.of());
            wire.cut();

            answeredAtLast(sendMany(20), Duration.ofMinutes(2));

            channel.queueDelete(Topology.DEAD_LETTERS);
        }
    }

    /** The broker closes the channel of a consumer that does not answer in time, and delivers its messages again. */
    @Test
    void a24_a_handler_slower_than_the_acknowledgement_timeout_acts_once() throws Exception {
        broker.control(
                "eval",
                "application:set_env(rabbit, consumer_timeout, 1000),"
                        + " application:set_env(rabbit, channel_tick_interval, 200).");
        wire.cut();
        try {
            UUID slow = UUID.randomUUID();
            AtomicInteger tries = new AtomicInteger();
            piggybank.trouble().afterEffect(command -> {
                if (command.sagaId().equals(slow) && tries.incrementAndGet() == 1) {
                    await().pollDelay(Duration.ofSeconds(4)).until(() -> true);
                }
            });
            List<UUID> sagas = new ArrayList<>(sendMany(20));
            piggybank.send(putIn(slow));
            sagas.add(slow);
            sagas.addAll(sendMany(20));

            await().atMost(RECOVERY).until(() -> piggybank.answers().of(slow).size() >= 2);
            assertThat(piggybank.answers().of(slow).stream().distinct()).hasSize(1);
            answeredAtLast(sagas);
        } finally {
            broker.control(
                    "eval",
                    "application:set_env(rabbit, consumer_timeout, 1800000),"
                            + " application:set_env(rabbit, channel_tick_interval, 60000).");
            wire.cut();
        }
    }

    private static List<UUID> sendMany(int count) {
        return sendMany(piggybank, count);
    }

    private static List<UUID> sendMany(Instance instance, int count) {
        List<UUID> sagas = Stream.generate(UUID::randomUUID).limit(count).toList();
        send(instance, sagas);
        return sagas;
    }

    private static void send(List<UUID> sagas) {
        send(piggybank, sagas);
    }

    private static void send(Instance instance, List<UUID> sagas) {
        instance.send(sagas.stream().map(CoinCommand::putIn).toArray(Command[]::new));
    }

    private static void answeredAtLast(List<UUID> sagas) {
        answeredAtLast(sagas, RECOVERY);
    }

    /** Sends again what is unanswered, as an orchestrator does. */
    private static void answeredAtLast(List<UUID> sagas, Duration atMost) {
        await().pollInterval(Duration.ofMillis(500)).atMost(atMost).until(() -> {
            List<UUID> unanswered = sagas.stream()
                    .filter(saga -> !piggybank.answers().sagas().contains(saga))
                    .toList();
            send(unanswered);
            return unanswered.isEmpty();
        });
        assertThat(piggybank.withOneEffect(sagas)).isEqualTo(sagas.size());
        await().atMost(RECOVERY).until(() -> piggybank.inOutbox() == 0);
        await().until(() -> piggybank.meter("outbox.in.flight") == 0);
    }
}
