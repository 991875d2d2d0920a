package io.ordersaga.messaging;

import static io.ordersaga.messaging.piggybank.CoinCommand.putIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordersaga.local.Ports;
import io.ordersaga.local.database.LocalPostgres;
import io.ordersaga.messaging.piggybank.Instance;
import io.ordersaga.messaging.piggybank.Stranger;
import io.ordersaga.testing.TestInfrastructure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While the database cannot take an effect, its message is not acknowledged; it is handled when it can. */
class StorageFaultsIT {

    private static final TestInfrastructure INFRASTRUCTURE = TestInfrastructure.get();
    private static final Duration RECOVERY = Duration.ofSeconds(30);
    private static final int POOL = 4;

    @TempDir
    static Path temporary;

    private static int port;
    private static LocalPostgres postgres;
    private static Instance piggybank;
    private static Stranger stranger;

    @BeforeAll
    static void start() throws Exception {
        port = Ports.free();
        startPostgres();
        Instance.clean(postgres.access(), INFRASTRUCTURE.broker());
        piggybank = instance();
        stranger = Stranger.at(INFRASTRUCTURE.broker()).takingDeadLetters();
    }

    private static Instance instance() {
        return Instance.start(
                postgres.access(), INFRASTRUCTURE.broker(), "spring.datasource.hikari.maximum-pool-size=" + POOL);
    }

    private static void startPostgres() {
        postgres = LocalPostgres.start(temporary.resolve("postgres"), port);
    }

    @AfterAll
    static void stop() throws Exception {
        stranger.close();
        piggybank.close();
        postgres.close();
    }

    @Test
    void a_stopped_database_is_waited_for_and_readiness_says_that_it_is_away() throws Exception {
        List<UUID> sagas = new ArrayList<>(publish(50));
        postgres.close();
        sagas.addAll(publish(50));

        await().atMost(RECOVERY).until(() -> piggybank.readiness("db").equals("DOWN"));
        assertThat(piggybank.readiness("rabbit")).isEqualTo("UP");
        assertThat(piggybank.readiness("")).isNotEqualTo("UP");

        startPostgres();
        await().atMost(RECOVERY).until(() -> piggybank.readiness("").equals("UP"));
        assertEachIsHandledOnce(sagas);
    }

    /** What only the first instance remembered, it takes away with it. */
    @Test
    void p7_what_a_stopped_database_cannot_take_is_not_acknowledged_and_comes_to_another_instance() throws Exception {
        postgres.close();
        List<UUID> sagas = publish(50);
        awaitATryInVain();
        piggybank.close();

        startPostgres();
        piggybank = instance();
        assertEachIsHandledOnce(sagas);
    }

    @Test
    void p7_what_the_disk_cannot_take_at_the_commit_is_not_acknowledged_and_comes_to_another_instance()
            throws Exception {
        List<UUID> sagas;
        execute("""
            create function piggybank.disk_is_full() returns trigger language plpgsql as $$ begin
                raise exception 'could not extend file: no space left on device' using errcode = '53100';
            end $$\
            """);
        execute("create constraint trigger disk_is_full after insert on piggybank.coin deferrable initially deferred"
                + " for each row execute function piggybank.disk_is_full()");
        try {
            sagas = publish(10);
            awaitATryInVain();
            piggybank.close();
        } finally {
            execute("drop trigger disk_is_full on piggybank.coin");
        }

        piggybank = instance();
        assertEachIsHandledOnce(sagas);
    }

    @Test
    void messages_wait_while_others_hold_every_connection_of_the_pool() throws Exception {
        List<UUID> sagas;
        List<Connection> held = new ArrayList<>();
        try {
            for (int i = 0; i < POOL; i++) {
                held.add(piggybank.bean(DataSource.class).getConnection());
            }
            sagas = publish(10);
            await().until(() -> stranger.channel().messageCount(Instance.COMMANDS) == 0);
            awaitATryInVain();
        } finally {
            for (Connection connection : held) {
                connection.close();
            }
        }
        assertEachIsHandledOnce(sagas);
    }

    @Test
    void messages_wait_while_somebody_holds_a_lock_for_longer_than_they_may_wait() throws Exception {
        List<UUID> sagas;
        try (Connection connection = postgres.access().connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table piggybank.coin in exclusive mode");
            sagas = publish(10);
            awaitATryInVain();
            connection.rollback();
        }
        assertEachIsHandledOnce(sagas);
    }

    @Test
    void p8_the_others_of_a_batch_do_not_wait_for_a_lock_that_many_need_and_somebody_holds_for_long() throws Exception {
        CountDownLatch firstIsInHand = new CountDownLatch(1);
        CountDownLatch allHaveCome = new CountDownLatch(1);
        List<UUID> sagas = Stream.generate(UUID::randomUUID).limit(40).toList();
        List<UUID> obstructed = sagas.subList(0, 30);
        piggybank.trouble().beforeBatch(_ -> {
            firstIsInHand.countDown();
            awaitUnlessOver(allHaveCome);
        });
        piggybank.trouble().afterEffect(command -> {
            if (obstructed.contains(command.sagaId())) {
                piggybank.jdbc().sql("select pg_advisory_xact_lock(4711)").query(rows -> {});
            }
        });
        UUID first = publish(1).getFirst();
        awaitUnlessOver(firstIsInHand);
        try (Connection connection = postgres.access().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_lock(4711)");
            for (UUID saga : sagas) {
                stranger.publish(putIn(saga));
            }
            stranger.settle();
            await().until(() -> stranger.channel().messageCount(Instance.COMMANDS) == 0);
            allHaveCome.countDown();

            await().atMost(RECOVERY).until(() -> piggybank.withOneEffect(sagas) == 10);
            assertThat(piggybank.withOneEffect(obstructed)).isZero();
        } finally {
            piggybank.trouble().none();
        }
        assertEachIsHandledOnce(sagas);
        assertThat(piggybank.effects(first)).isOne();
    }

    /** Until the consumer pauses before it tries again. */
    private static void awaitATryInVain() {
        await().atMost(RECOVERY)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> Thread.getAllStackTraces().entrySet().stream()
                        .filter(thread -> thread.getKey().getName().equals("consume-" + Instance.COMMANDS))
                        .flatMap(thread -> Arrays.stream(thread.getValue()))
                        .anyMatch(frame -> frame.getClassName().endsWith(".Backoff")));
    }

    private static void awaitUnlessOver(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void assertEachIsHandledOnce(List<UUID> sagas) {
        await().atMost(RECOVERY).until(() -> piggybank.answers().sagas().containsAll(sagas));
        assertThat(piggybank.withOneEffect(sagas)).isEqualTo(sagas.size());
        await().atMost(RECOVERY).until(() -> piggybank.inOutbox() == 0);
        assertThat(stranger.letters()).isEmpty();
    }

    private static List<UUID> publish(int count) throws Exception {
        List<UUID> sagas = Stream.generate(UUID::randomUUID).limit(count).toList();
        for (UUID saga : sagas) {
            stranger.publish(putIn(saga));
        }
        stranger.settle();
        return sagas;
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = postgres.access().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
