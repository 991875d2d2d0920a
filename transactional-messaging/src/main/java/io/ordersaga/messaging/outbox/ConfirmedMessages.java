package io.ordersaga.messaging.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Deletes confirmed messages from the outbox, many at a time. Nothing waits for it: until its row is gone a message
 * could at worst be sent a second time with the same id, which is harmless.
 */
@Slf4j
@RequiredArgsConstructor
class ConfirmedMessages {

    private static final int MOST = 2_000;

    /** Long enough to gather many, much shorter than a lease. */
    private static final long GATHER_MS = 100;

    private static final long IDLE_CHECK_MS = 250;

    private final OutboxStore store;
    private final BlockingQueue<UUID> ids = new LinkedBlockingQueue<>();
    private volatile CountDownLatch stop = new CountDownLatch(1);
    private @Nullable Thread thread;

    void add(List<UUID> confirmed) {
        ids.addAll(confirmed);
    }

    void start() {
        stop = new CountDownLatch(1);
        thread = Thread.ofPlatform().name("outbox-confirmed").start(this::run);
    }

    void stop() {
        stop.countDown();
        if (thread != null) {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        try {
            while (stop.getCount() > 0 || !ids.isEmpty()) {
                deleteNext();
            }
        } catch (InterruptedException e) {
            log.debug("deleting was interrupted; the rows left are sent once more", e);
        }
    }

    private void deleteNext() throws InterruptedException {
        try {
            delete(gather());
        } catch (RuntimeException | Error e) {
            // Without this thread every message would be sent again and again.
            log.error("Deleting goes on after a fault; the messages that it met are sent once more.", e);
            Thread.sleep(IDLE_CHECK_MS);
        }
    }

    /** Looks at the queue twice, not at each of its ids: they come by the thousand, and each look would be a waking. */
    private List<UUID> gather() throws InterruptedException {
        List<UUID> gathered = new ArrayList<>();
        UUID first = ids.poll(IDLE_CHECK_MS, TimeUnit.MILLISECONDS);
        if (first != null) {
            stop.await(GATHER_MS, TimeUnit.MILLISECONDS);
            gathered.add(first);
            ids.drainTo(gathered, MOST - 1);
        }
        return gathered;
    }

    private void delete(List<UUID> gathered) {
        if (gathered.isEmpty()) {
            return;
        }
        try {
            store.delete(gathered);
        } catch (DataAccessException | TransactionException e) {
            log.warn(
                    "{} confirmed messages could not be deleted and will be sent once more: {}",
                    gathered.size(),
                    e.toString());
        }
    }
}
