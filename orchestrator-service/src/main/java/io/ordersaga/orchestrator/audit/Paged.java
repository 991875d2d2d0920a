package io.ordersaga.orchestrator.audit;

import io.ordersaga.messages.TimeOrderedId;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A list that is read page by page, each page while the one before it is looked at: two of them are in memory. */
final class Paged<T extends OfSaga> implements Iterator<T> {

    private final Source<T> source;
    private final SagaRange range;
    private CompletableFuture<Page<T>> next;
    private Iterator<T> page = List.<T>of().iterator();

    /** Where pages come from. */
    @FunctionalInterface
    interface Source<T extends OfSaga> {
        /** The lines of so many sagas behind that id, in the order of their ids, no saga split between two pages. */
        Page<T> after(UUID sagaId, int sagas);

        /** The lines of one saga. */
        default List<T> of(UUID sagaId) {
            return after(TimeOrderedId.before(sagaId), 1).lines().stream()
                    .filter(line -> line.sagaId().equals(sagaId))
                    .toList();
        }
    }

    /** @param last whether nothing comes behind it */
    record Page<T extends OfSaga>(List<T> lines, boolean last) {}

    private static final int SAGAS_AT_ONCE = 1000;

    Paged(Source<T> source, SagaRange range) {
        this.source = source;
        this.range = range;
        this.next = fetch(range.after());
    }

    @Override
    public boolean hasNext() {
        if (!page.hasNext()) {
            turn();
        }
        return page.hasNext();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.next();
    }

    private void turn() {
        Page<T> fetched = join();
        List<T> lines = fetched.lines().stream()
                .filter(line -> range.reaches(line.sagaId()))
                .toList();
        boolean last = fetched.last() || lines.size() < fetched.lines().size();
        next = last
                ? CompletableFuture.completedFuture(new Page<>(List.of(), true))
                : fetch(lines.getLast().sagaId());
        page = lines.iterator();
    }

    private Page<T> join() {
        try {
            return next.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private CompletableFuture<Page<T>> fetch(UUID after) {
        return CompletableFuture.supplyAsync(
                () -> source.after(after, SAGAS_AT_ONCE),
                work -> Thread.ofVirtual().name("audit").start(work));
    }
}
