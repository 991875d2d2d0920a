package io.ordersaga.orchestrator.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;

/**
 * The last answer to a question that may take long, asked by nobody twice at once and the more seldom the longer it takes
 * to answer. A page waits a moment, counted from when it was asked, for a fresh one and is content with what was known
 * before: so however many questions it asks first, it waits no longer than for one.
 */
@Slf4j
final class LastKnown<T> {

    private static final Duration PATIENCE = Duration.ofMillis(150);

    /** An answer that is older is not what things are like now. */
    private static final Duration OLD = Duration.ofSeconds(10);

    private static final Duration FRESH = Duration.ofMillis(300);

    /** So that however many look, answering takes no more than a 25th of the time. */
    private static final int RESTS = 25;

    /** So that what was slow because something was away is soon asked again. */
    private static final Duration LONGEST_REST = Duration.ofSeconds(5);

    private final Supplier<T> question;
    private final Clock clock;
    private T answer;
    private @Nullable Instant knownAt;
    private long staleAt = System.nanoTime();
    private long askedAt = staleAt;
    private CompletableFuture<T> asked = CompletableFuture.completedFuture(null);

    LastKnown(Supplier<T> question, T unknown, Clock clock) {
        this.question = question;
        this.clock = clock;
        this.answer = unknown;
    }

    /**
     * What is known.
     *
     * @param oldSince when it was answered, or first asked in vain, if nothing newer is known since long; else null
     */
    record Known<T>(T answer, @Nullable Instant oldSince) {}

    T get() {
        return known().answer();
    }

    Known<T> known() {
        CompletableFuture<T> asked = ask();
        try {
            asked.get(patience(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            log.debug("the console goes on with what it knew before");
        } catch (ExecutionException e) {
            log.debug("the console asked in vain", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return last();
    }

    /** Asks without waiting: whoever wants several answers asks all questions first. A failure is told to who waits. */
    void prepare() {
        CompletableFuture<T> _ = ask();
    }

    private synchronized CompletableFuture<T> ask() {
        if (asked.isDone() && System.nanoTime() - staleAt >= 0) {
            askedAt = System.nanoTime();
            knownAt = Objects.requireNonNullElseGet(knownAt, clock::instant);
            asked = CompletableFuture.supplyAsync(
                    this::answered, work -> Thread.ofVirtual().name("console").start(work));
        }
        return asked;
    }

    private synchronized long patience() {
        return askedAt + PATIENCE.toNanos() - System.nanoTime();
    }

    private T answered() {
        long begun = System.nanoTime();
        try {
            T fresh = question.get();
            know(fresh);
            return fresh;
        } finally {
            rest(System.nanoTime() - begun);
        }
    }

    private synchronized void know(T fresh) {
        answer = fresh;
        knownAt = clock.instant();
    }

    /** An answer that failed is not asked for at once again either. */
    private synchronized void rest(long took) {
        staleAt = System.nanoTime() + Math.clamp(RESTS * took, FRESH.toNanos(), LONGEST_REST.toNanos());
    }

    private synchronized Known<T> last() {
        boolean isOld = knownAt != null && knownAt.isBefore(clock.instant().minus(OLD));
        return new Known<>(answer, isOld ? knownAt : null);
    }
}
