package io.ordersaga.orchestrator.console;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import lombok.extern.slf4j.Slf4j;

/**
 * The last answer to a question that may take long, asked by nobody twice at once and at most so often. A page waits a
 * moment for a fresh one and is content with what was known before.
 */
@Slf4j
final class LastKnown<T> {

    private static final Duration PATIENCE = Duration.ofMillis(150);

    private final Supplier<T> question;
    private final Duration freshFor;
    private T answer;
    private long answeredAt;
    private boolean answered;
    private CompletableFuture<T> asked = CompletableFuture.completedFuture(null);

    LastKnown(Supplier<T> question, Duration freshFor, T unknown) {
        this.question = question;
        this.freshFor = freshFor;
        this.answer = unknown;
    }

    T get() {
        CompletableFuture<T> asked = ask();
        try {
            asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            log.debug("the console goes on with what it knew before");
        } catch (ExecutionException e) {
            log.debug("the console asked in vain", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return known();
    }

    private synchronized CompletableFuture<T> ask() {
        boolean stale = !answered || System.nanoTime() - answeredAt > freshFor.toNanos();
        if (stale && asked.isDone()) {
            asked = CompletableFuture.supplyAsync(
                    this::answered, work -> Thread.ofVirtual().name("console").start(work));
        }
        return asked;
    }

    private T answered() {
        T fresh = question.get();
        synchronized (this) {
            answer = fresh;
            answeredAt = System.nanoTime();
            answered = true;
        }
        return fresh;
    }

    private synchronized T known() {
        return answer;
    }
}
