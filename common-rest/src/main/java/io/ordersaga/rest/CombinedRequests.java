package io.ordersaga.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Handles requests that come at the same moment together, in one transaction instead of one for each. While one caller
 * handles what has come, the others line up, and the next of them handles all of these. A lone request waits for nobody,
 * and nobody waits for others to come.
 *
 * @param <Q> a request
 * @param <A> its answer
 */
public final class CombinedRequests<Q, A> {

    private final Function<List<Q>, List<A>> handler;
    private final int most;
    private final int mayWait;
    private final Semaphore room;
    private final Queue<Waiting<Q, A>> line = new ConcurrentLinkedQueue<>();
    private final Lock turn = new ReentrantLock();

    /**
     * @param handler answers requests in their order, all of them or, when it throws, none
     * @param most requests that are handled together
     * @param waiting requests that may wait; one more is refused
     */
    public CombinedRequests(Function<List<Q>, List<A>> handler, int most, int waiting) {
        this.handler = handler;
        this.most = most;
        this.mayWait = waiting;
        this.room = new Semaphore(waiting);
    }

    /**
     * Handles the request, alone or with others. What others ask for cannot make it fail: when a handling of many throws,
     * each is handled alone.
     *
     * @throws org.springframework.web.ErrorResponseException 503 when too many wait; the request changed nothing
     */
    public A handle(Q request) {
        if (!room.tryAcquire()) {
            throw Problems.unavailable(
                    "too-many-requests-wait",
                    "Too many requests wait for this service and this one changed nothing; send it again in a moment.");
        }
        Waiting<Q, A> mine = new Waiting<>(request);
        line.add(mine);
        turn.lock();
        try {
            while (!mine.isEnded()) {
                handle(next());
            }
        } finally {
            turn.unlock();
            room.release();
        }
        return mine.answer();
    }

    /** How many are being handled or wait for it. */
    public int waiting() {
        return mayWait - room.availablePermits();
    }

    private List<Waiting<Q, A>> next() {
        List<Waiting<Q, A>> batch = new ArrayList<>();
        for (Waiting<Q, A> waiting = line.poll(); waiting != null; waiting = line.poll()) {
            batch.add(waiting);
            if (batch.size() == most) {
                break;
            }
        }
        return batch;
    }

    private void handle(List<Waiting<Q, A>> batch) {
        try {
            List<A> answers =
                    handler.apply(batch.stream().map(waiting -> waiting.request).toList());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).end(answers.get(i));
            }
        } catch (RuntimeException | Error e) {
            if (batch.size() == 1) {
                batch.getFirst().fail(e);
            } else {
                batch.forEach(waiting -> handle(List.of(waiting)));
            }
        }
    }

    /** Touched only by whoever has the turn, until it has ended. */
    private static final class Waiting<Q, A> {

        private final Q request;
        private @Nullable A answer;
        private @Nullable RuntimeException failure;

        Waiting(Q request) {
            this.request = request;
        }

        boolean isEnded() {
            return answer != null || failure != null;
        }

        void end(A given) {
            answer = given;
        }

        void fail(Throwable thrown) {
            failure = thrown instanceof RuntimeException e ? e : new IllegalStateException(thrown);
        }

        A answer() {
            if (answer != null) {
                return answer;
            }
            throw failure == null ? new IllegalStateException("a request ended without an answer") : failure;
        }
    }
}
