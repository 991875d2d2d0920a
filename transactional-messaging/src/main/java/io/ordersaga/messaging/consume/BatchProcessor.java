package io.ordersaga.messaging.consume;

import io.ordersaga.messages.MalformedMessageException;
import io.ordersaga.messaging.deadletter.DeadLetters;
import io.ordersaga.messaging.delivery.InboundMessage;
import io.ordersaga.messaging.trace.CurrentTrace;
import io.ordersaga.messaging.trace.Spans;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import lombok.extern.slf4j.Slf4j;

/**
 * Brings every message of a batch to its end: handled and committed, or committed as a dead letter with its cause. It
 * gives up only when it is told to stop, and then the messages go back to the broker unacknowledged.
 */
@Slf4j
class BatchProcessor<M> {

    private final BatchHandler<M> handler;
    private final Transactions transactions;
    private final DeadLetters deadLetters;
    private final int attempts;
    private final Backoff.Stopping stopping;
    private final Spans spans;
    private final BatchMeters meters;
    private BatchSpans inHand = BatchSpans.NONE;

    private record Read<M>(InboundMessage inbound, M message) {}

    BatchProcessor(
            BatchHandler<M> handler,
            Transactions transactions,
            DeadLetters deadLetters,
            int attempts,
            Backoff.Stopping stopping,
            Spans spans,
            BatchMeters meters) {
        this.handler = handler;
        this.transactions = transactions;
        this.deadLetters = deadLetters;
        this.attempts = attempts;
        this.stopping = stopping;
        this.spans = spans;
        this.meters = meters;
    }

    /** @throws InterruptedException when the consumer stops before every message has come to its end */
    void process(List<InboundMessage> batch) throws InterruptedException {
        long begun = System.nanoTime();
        inHand = BatchSpans.begin(spans, batch);
        try {
            bringToEnd(inHand.messages());
        } finally {
            inHand.end();
        }
        meters.handled(batch.size(), System.nanoTime() - begun);
    }

    private void bringToEnd(List<InboundMessage> batch) throws InterruptedException {
        List<Read<M>> readable = new ArrayList<>(batch.size());
        for (InboundMessage inbound : batch) {
            read(inbound).ifPresent(readable::add);
        }
        if (readable.size() > 1) {
            together(readable);
        } else if (!readable.isEmpty()) {
            alone(readable.getFirst());
        }
    }

    /** Empty when it became a dead letter. */
    private Optional<Read<M>> read(InboundMessage inbound) throws InterruptedException {
        Backoff backoff = backoff();
        while (true) {
            try {
                return Optional.of(new Read<>(inbound, handler.read(inbound)));
            } catch (RuntimeException | Error e) {
                if (Fault.of(e) == Fault.MESSAGE) {
                    bury(inbound, e);
                    return Optional.empty();
                }
                backoff.pause(e.toString());
            }
        }
    }

    private void together(List<Read<M>> readable) throws InterruptedException {
        Backoff backoff = backoff();
        while (true) {
            try {
                handle(readable);
                return;
            } catch (RuntimeException | Error e) {
                if (Fault.of(e) != Fault.OUTAGE) {
                    log.debug("one message of {} fails or is obstructed; each is tried alone", readable.size(), e);
                    eachAlone(readable);
                    return;
                }
                backoff.pause(e.toString());
            }
        }
    }

    /** Whoever finds somebody in its way lets the others go first: a lock may be held for long, and many may want it. */
    private void eachAlone(List<Read<M>> readable) throws InterruptedException {
        List<Read<M>> left = readable;
        Backoff backoff = backoff();
        while (!left.isEmpty()) {
            List<Read<M>> obstructed = new ArrayList<>();
            for (Read<M> read : left) {
                if (!alone(read, transactions::runWithoutWaiting)) {
                    obstructed.add(read);
                }
            }
            if (!obstructed.isEmpty()) {
                backoff.pause("somebody holds a lock that " + obstructed.size() + " of them need");
            }
            left = obstructed;
        }
    }

    private void alone(Read<M> read) throws InterruptedException {
        Backoff backoff = backoff();
        while (!alone(read, transactions::run)) {
            backoff.pause("somebody holds a lock that one needs");
        }
    }

    /** Whether it came to its end; else somebody was in its way. */
    private boolean alone(Read<M> read, Consumer<Runnable> transaction) throws InterruptedException {
        int tried = 0;
        Backoff backoff = backoff();
        while (true) {
            try {
                transaction.accept(() -> handler.handle(List.of(read.message())));
                return true;
            } catch (RuntimeException | Error e) {
                switch (Fault.of(e)) {
                    case CONFLICT -> {
                        return false;
                    }
                    case OUTAGE -> backoff.pause(e.toString());
                    case MESSAGE -> {
                        if (++tried == attempts) {
                            bury(read.inbound(), e);
                            return true;
                        }
                    }
                }
            }
        }
    }

    private void handle(List<Read<M>> readable) {
        List<M> messages = readable.stream().map(Read::message).toList();
        transactions.run(() -> handler.handle(messages));
    }

    private void bury(InboundMessage inbound, Throwable cause) throws InterruptedException {
        try (CurrentTrace.Before _ = CurrentTrace.enter(inbound.trace(), inbound.sagaId())) {
            warn(inbound, cause);
            inHand.failed(inbound, cause);
            storeAsDeadLetter(inbound, cause);
        }
    }

    private void storeAsDeadLetter(InboundMessage inbound, Throwable cause) throws InterruptedException {
        Backoff backoff = backoff();
        while (true) {
            try {
                transactions.run(() -> deadLetters.bury(inbound, cause));
                return;
            } catch (RuntimeException | Error e) {
                backoff.pause(e.toString());
            }
        }
    }

    /** A stack trace helps with a fault of ours, not with what a stranger sent. */
    private static void warn(InboundMessage inbound, Throwable cause) {
        if (cause instanceof MalformedMessageException) {
            log.warn("Dead letter from {}: {}: {}", inbound.queue(), inbound.routingKey(), cause.getMessage());
        } else {
            log.warn("Dead letter from {}: {}: {}", inbound.queue(), inbound.routingKey(), cause.toString(), cause);
        }
    }

    private Backoff backoff() {
        return new Backoff(stopping);
    }
}
