package io.ordersaga.rest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
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

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Function<List<Q>, List<A>> handler;
    private final int most;
    private final int mayWait;
    private final Semaphore room;
    private final Queue<Waiting<Q, A>> line = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean led = new AtomicBoolean();
    private final Duration patience;

    /**
     * @param handler answers requests in their order, all of them or, when it throws, none
     * @param most requests that are handled together
     * @param waiting requests that may wait; one more is refused
     */
    public CombinedRequests(Function<List<Q>, List<A>> handler, int most, int waiting) {
        this(handler, most, waiting, PATIENCE);
    }

    CombinedRequests(Function<List<Q>, List<A>> handler, int most, int waiting, Duration patience) {
        this.handler = handler;
        this.most = most;
        this.mayWait = waiting;
        this.room = new Semaphore(waiting);
        this.patience = patience;
    }

    /**
     * Handles the request, alone or with others. What others ask for cannot make it fail: when a handling of many throws,
     * each is handled alone. Only a database that is away fails all of them at once, as it would each.
     *
     * @throws org.springframework.web.ErrorResponseException 503 when too many wait, or it waited for too long; the
     *     request changed nothing
     */
    public A handle(Q request) {
        if (!room.tryAcquire()) {
            throw Problems.unavailable(
                    "too-many-requests-wait",
                    "Too many requests wait for this service and this one changed nothing; send it again in a moment.");
        }
        try {
            return lineUp(new Waiting<>(request));
        } finally {
            room.release();
        }
    }

    private A lineUp(Waiting<Q, A> mine) {
        line.add(mine);
        if (led.compareAndSet(false, true)) {
            lead(mine);
        } else if (!mine.hasWord(patience) && mine.become(Place.LEFT)) {
            line.remove(mine);
            throw Problems.unavailable(
                    "waited-too-long",
                    "This request waited too long for its turn and changed nothing; send it again in a moment.");
        } else if (mine.isIn(Place.LEADING)) {
            lead(mine);
        }
        // Whoever took it out of the line is handling it, and only the outcome tells whether it changed anything.
        return mine.answer();
    }

    private void lead(Waiting<Q, A> mine) {
        try {
            while (!mine.isEnded()) {
                handle(next());
            }
        } finally {
            passOn();
        }
    }

    /** The first in line leads next; others sleep until they are handled, so that none wakes only to find that it was. */
    private void passOn() {
        do {
            for (Waiting<Q, A> first = line.peek(); first != null; first = line.peek()) {
                if (first.become(Place.LEADING)) {
                    return;
                }
                line.remove(first);
            }
            led.set(false);
        } while (!line.isEmpty() && led.compareAndSet(false, true));
    }

    /** How many are being handled or wait for it. */
    public int waiting() {
        return mayWait - room.availablePermits();
    }

    private List<Waiting<Q, A>> next() {
        List<Waiting<Q, A>> batch = new ArrayList<>();
        for (Waiting<Q, A> waiting = line.poll(); waiting != null; waiting = line.poll()) {
            if (waiting.become(Place.TAKEN)) {
                batch.add(waiting);
            }
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
            if (batch.size() == 1 || ServerProblem.isOutage(e)) {
                batch.forEach(waiting -> waiting.fail(e));
            } else {
                eachAlone(batch);
            }
        }
    }

    /** A database that goes away meanwhile would keep each of them waiting for its time-out. */
    private void eachAlone(List<Waiting<Q, A>> batch) {
        Throwable outage = null;
        for (Waiting<Q, A> waiting : batch) {
            if (outage == null) {
                handle(List.of(waiting));
                outage = waiting.outage();
            } else {
                waiting.fail(outage);
            }
        }
    }

    /** Where a request is; whoever moves it there is the only one who does. */
    private enum Place {
        IN_LINE,
        /** In line, and its caller handles what is. */
        LEADING,
        TAKEN,
        /** Its caller waited too long. */
        LEFT
    }

    /** A request, and what is to become of it: ended once, by whoever took it out of the line. */
    private static final class Waiting<Q, A> {

        private final Q request;
        private final AtomicReference<Place> place = new AtomicReference<>(Place.IN_LINE);
        private final CountDownLatch word = new CountDownLatch(1);
        private final CompletableFuture<A> outcome = new CompletableFuture<>();

        Waiting(Q request) {
            this.request = request;
        }

        /** Whether it was in a place from which it can come there. */
        boolean become(Place next) {
            boolean came = place.compareAndSet(Place.IN_LINE, next)
                    || (next == Place.TAKEN && place.compareAndSet(Place.LEADING, next));
            if (came && next == Place.LEADING) {
                word.countDown();
            }
            return came;
        }

        boolean isIn(Place which) {
            return place.get() == which;
        }

        /** Waits until it is to lead or was handled; false when that takes longer. */
        boolean hasWord(Duration atMost) {
            try {
                return word.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        boolean isEnded() {
            return outcome.isDone();
        }

        void end(A given) {
            outcome.complete(given);
            word.countDown();
        }

        void fail(Throwable thrown) {
            outcome.completeExceptionally(thrown);
            word.countDown();
        }

        @Nullable
        Throwable outage() {
            return outcome.isCompletedExceptionally() && ServerProblem.isOutage(outcome.exceptionNow())
                    ? outcome.exceptionNow()
                    : null;
        }

        A answer() {
            try {
                return outcome.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException thrown
                        ? thrown
                        : new IllegalStateException(e.getCause());
            }
        }
    }
}
