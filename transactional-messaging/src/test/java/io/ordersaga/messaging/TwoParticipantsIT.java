package io.ordersaga.messaging;

import static io.ordersaga.messaging.piggybank.CoinCommand.putIn;
import static io.ordersaga.messaging.piggybank.CoinCommand.takeOut;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordersaga.messages.Command;
import io.ordersaga.messaging.piggybank.Answers.Answer;
import io.ordersaga.messaging.piggybank.Instance;
import io.ordersaga.testing.TestInfrastructure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.PessimisticLockingFailureException;

/** What a command does at a participant of which two instances run. */
class TwoParticipantsIT {

    private static final TestInfrastructure INFRASTRUCTURE = TestInfrastructure.get();

    private static Instance first;
    private static Instance second;

    private final UUID saga = UUID.randomUUID();

    @BeforeAll
    static void start() throws Exception {
        Instance.clean(INFRASTRUCTURE.database(), INFRASTRUCTURE.broker());
        first = Instance.start(INFRASTRUCTURE.database(), INFRASTRUCTURE.broker());
        second = Instance.start(INFRASTRUCTURE.database(), INFRASTRUCTURE.broker());
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
    }

    @AfterEach
    void noTrouble() {
        first.trouble().none();
        second.trouble().none();
    }

    @Test
    void a01_a_command_that_comes_twice_acts_once_and_is_answered_alike_twice() {
        first.send(putIn(saga));
        Answer once = answers(1).getFirst();
        second.send(putIn(saga));

        assertThat(answers(2)).containsOnly(once);
        assertThat(first.effects(saga)).isOne();
    }

    @Test
    void a01_copies_at_both_instances_at_the_same_moment_act_once() {
        CyclicBarrier together = new CyclicBarrier(2);
        both(_ -> meet(together, Duration.ofSeconds(2)));
        sendAtOnce(putIn(saga), putIn(saga));

        assertThat(answers(2)).extracting(Answer::type).containsOnly("put_in.success");
        assertThat(first.effects(saga)).isOne();
    }

    @Test
    void a05_a06_a_compensation_that_comes_first_succeeds_and_the_action_after_it_is_refused() {
        first.send(takeOut(saga));
        assertThat(answers(1)).extracting(Answer::type).containsExactly("take_out.success");

        second.send(putIn(saga));

        assertThat(answers(2).getLast()).satisfies(refused -> {
            assertThat(refused.type()).isEqualTo("put_in.failure");
            assertThat(refused.body()).contains("CANCELLED", "compensation of this action came before it");
        });
        assertThat(first.effects(saga)).isZero();
    }

    /** Both see an empty inbox before either writes; whoever loses must see what the winner did. */
    @Test
    void a07_action_and_compensation_at_the_same_moment_end_undone() {
        for (int round = 0; round < 10; round++) {
            UUID each = UUID.randomUUID();
            CyclicBarrier together = new CyclicBarrier(2);
            both(command -> {
                if (command.sagaId().equals(each)) {
                    meet(together, Duration.ofMillis(100));
                }
            });
            sendAtOnce(putIn(each), takeOut(each));

            await().until(() -> heard(each).map(Answer::type).distinct().count(), count -> count == 2);
            assertThat(heard(each).map(Answer::type)).contains("take_out.success");
            assertThat(first.coins(each)).isZero();
            assertThat(first.effects(each)).isIn(0L, 2L);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"40P01", "40001", "55P03", "57014", "25P03", "08006", "53300", "57P01", "25006"})
    void a19_whatever_passes_by_itself_is_tried_again_and_never_answered_as_a_failure(String state) {
        AtomicInteger tries = new AtomicInteger();
        both(command -> {
            if (command.sagaId().equals(saga) && tries.incrementAndGet() <= 3) {
                throw new IllegalStateException(new SQLException("for this test", state));
            }
        });
        first.send(putIn(saga));

        assertThat(answers(1)).extracting(Answer::type).containsExactly("put_in.success");
        assertThat(first.effects(saga)).isOne();
    }

    @Test
    void a19_a_real_deadlock_in_the_handlers_is_survived_by_both_commands() {
        first.jdbc()
                .sql("create table if not exists till (id int primary key, coins int)")
                .update();
        first.jdbc()
                .sql("insert into till values (1, 0), (2, 0) on conflict do nothing")
                .update();
        UUID other = UUID.randomUUID();
        CyclicBarrier together = new CyclicBarrier(2);
        AtomicInteger deadlocks = new AtomicInteger();
        for (Instance instance : List.of(first, second)) {
            instance.trouble().afterEffect(command -> {
                boolean mine = command.sagaId().equals(saga);
                count(instance, mine ? 1 : 2);
                meet(together, Duration.ofSeconds(2));
                try {
                    count(instance, mine ? 2 : 1);
                } catch (PessimisticLockingFailureException e) {
                    deadlocks.incrementAndGet();
                    throw e;
                }
            });
        }
        sendAtOnce(putIn(saga), putIn(other));

        assertThat(answers(1)).extracting(Answer::type).containsExactly("put_in.success");
        await().until(() -> heard(other).count(), count -> count == 1);
        assertThat(first.effects(saga)).isOne();
        assertThat(first.effects(other)).isOne();
        assertThat(deadlocks).hasPositiveValue();
    }

    @Test
    void p7_a_connection_that_dies_before_the_commit_takes_nothing_with_it() {
        AtomicInteger killed = new AtomicInteger();
        both(command -> {
            if (command.sagaId().equals(saga) && killed.incrementAndGet() <= 3) {
                INFRASTRUCTURE.killConnectionsOf("piggybank");
            }
        });
        first.send(putIn(saga));

        // Whoever listens loses its connection too, and may hear the one answer twice.
        assertThat(answers(1)).extracting(Answer::type).containsOnly("put_in.success");
        // The pool still lends connections that were killed while they were idle.
        await().ignoreException(DataAccessResourceFailureException.class)
                .untilAsserted(() -> assertThat(first.effects(saga)).isOne());
        assertThat(killed.get()).isGreaterThan(3);
    }

    private static void count(Instance instance, int till) {
        instance.jdbc()
                .sql("update till set coins = coins + 1 where id = ?")
                .param(till)
                .update();
    }

    private static void both(Consumer<Command> trouble) {
        first.trouble().afterEffect(trouble::accept);
        second.trouble().afterEffect(trouble::accept);
    }

    /** Waits for the other instance, as long as it may come. */
    private static void meet(CyclicBarrier together, Duration atMost) {
        try {
            together.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (BrokenBarrierException | TimeoutException e) {
            // The other one is held up by the database, or has been here.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Each in a message of its own, so that the broker gives one to each instance. */
    private static void sendAtOnce(Command one, Command another) {
        first.send(one);
        second.send(another);
    }

    private List<Answer> answers(int times) {
        return await().until(() -> heard(saga).toList(), heard -> heard.size() >= times);
    }

    private static Stream<Answer> heard(UUID saga) {
        return Stream.concat(first.answers().of(saga).stream(), second.answers().of(saga).stream());
    }
}
