package io.ordersaga.rest;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponseException;

class CombinedRequestsTest {

    private static final int AWAY = 5_000;
    private static final int LOCKED = 20_000;

    private final List<List<Integer>> batches = new ArrayList<>();
    private final CountDownLatch othersHaveCome = new CountDownLatch(1);
    private final Semaphore begun = new Semaphore(0);
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final CombinedRequests<Integer, String> requests = new CombinedRequests<>(this::answer, 4, 8);

    @AfterEach
    void end() {
        othersHaveCome.countDown();
        callers.close();
    }

    @Test
    void a_lone_request_is_handled_at_once() {
        othersHaveCome.countDown();

        assertThat(requests.handle(7)).isEqualTo("7");
        assertThat(batches).containsExactly(List.of(7));
    }

    @Test
    void those_that_come_meanwhile_are_handled_together_up_to_the_bound() throws Exception {
        List<Future<String>> answers = oneAndThen(IntStream.rangeClosed(1, 6));
        othersHaveCome.countDown();

        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i).get()).isEqualTo(Integer.toString(i));
        }
        assertThat(batches)
                .hasSize(3)
                .satisfiesExactly(
                        first -> assertThat(first).containsExactly(0),
                        second -> assertThat(second).hasSize(4),
                        third -> assertThat(third).hasSize(2));
    }

    @Test
    void one_that_fails_does_not_fail_the_others() throws Exception {
        List<Future<String>> answers = oneAndThen(IntStream.of(1, -2, 3));
        othersHaveCome.countDown();

        assertThat(answers.get(1).get()).isEqualTo("1");
        assertThatThrownBy(() -> answers.get(2).get())
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("-2 is bad");
        assertThat(answers.get(3).get()).isEqualTo("3");
    }

    @Test
    void one_too_many_is_told_to_come_again() {
        oneAndThen(IntStream.rangeClosed(1, 7));

        assertThatThrownBy(() -> requests.handle(8))
                .isInstanceOfSatisfying(
                        ErrorResponseException.class,
                        refused -> assertThat(refused.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE));
        assertThat(batches).containsExactly(List.of(0));
    }

    @Test
    void a_database_that_is_away_fails_all_at_once_and_is_not_asked_for_each() {
        List<Future<String>> answers = oneAndThen(IntStream.of(1, AWAY, 3));
        othersHaveCome.countDown();

        assertThat(answers.subList(1, 4))
                .allSatisfy(answer ->
                        assertThatThrownBy(answer::get).hasRootCauseInstanceOf(CannotCreateTransactionException.class));
        assertThat(batches).hasSize(2);
    }

    @Test
    void a_lock_that_another_waited_for_in_vain_is_no_outage() throws Exception {
        List<Future<String>> answers = oneAndThen(IntStream.of(1, LOCKED, 3));
        othersHaveCome.countDown();

        assertThat(answers.get(1).get()).isEqualTo("1");
        assertThat(answers.get(3).get()).isEqualTo("3");
    }

    @Test
    void who_waits_too_long_for_a_turn_is_told_so_and_is_never_handled() throws Exception {
        CombinedRequests<Integer, String> impatient = new CombinedRequests<>(this::answer, 4, 8, Duration.ofMillis(50));
        Future<String> first = callers.submit(() -> impatient.handle(0));
        begun.acquireUninterruptibly();

        assertThatThrownBy(() -> impatient.handle(1)).isInstanceOfSatisfying(ErrorResponseException.class, refused -> {
            assertThat(refused.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
            assertThat(refused.getHeaders().containsHeader("Retry-After")).isTrue();
        });
        othersHaveCome.countDown();

        assertThat(first.get()).isEqualTo("0");
        assertThat(impatient.handle(2)).isEqualTo("2");
        assertThat(batches).containsExactly(List.of(0), List.of(2));
        assertThat(impatient.waiting()).isZero();
    }

    @Test
    void in_a_rush_each_is_handled_once_or_refused_and_never_forgotten() {
        Queue<Integer> handled = new ConcurrentLinkedQueue<>();
        CombinedRequests<Integer, Integer> hasty = new CombinedRequests<>(
                batch -> {
                    handled.addAll(batch);
                    Thread.yield();
                    return batch;
                },
                4,
                5_000,
                Duration.ofMillis(1));

        Map<Integer, Future<Integer>> answers = IntStream.range(0, 5_000)
                .boxed()
                .collect(toMap(identity(), request -> callers.submit(() -> hasty.handle(request))));

        List<Integer> answered = answers.entrySet().stream()
                .filter(answer -> isAnswered(answer.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        assertThat(handled).containsExactlyInAnyOrderElementsOf(answered);
        assertThat(hasty.waiting()).isZero();
        assertThat(hasty.handle(7)).isEqualTo(7);
    }

    /** Refused is the only other thing that it may be. */
    private static boolean isAnswered(Future<Integer> answer) {
        try {
            answer.get();
            return true;
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(ErrorResponseException.class);
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first is held until the others have lined up. */
    private List<Future<String>> oneAndThen(IntStream others) {
        List<Future<String>> answers = new ArrayList<>();
        answers.add(callers.submit(() -> requests.handle(0)));
        begun.acquireUninterruptibly();
        others.forEach(i -> answers.add(callers.submit(() -> requests.handle(i))));
        await().until(() -> requests.waiting() == answers.size());
        return answers;
    }

    private List<String> answer(List<Integer> batch) {
        batches.add(batch);
        begun.release();
        try {
            othersHaveCome.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (batch.contains(AWAY)) {
            throw new CannotCreateTransactionException("the database is away");
        }
        if (batch.contains(LOCKED)) {
            throw new CannotAcquireLockException("somebody holds it");
        }
        batch.stream().filter(i -> i < 0).findFirst().ifPresent(bad -> {
            throw new IllegalArgumentException(bad + " is bad");
        });
        return batch.stream().map(String::valueOf).toList();
    }
}
