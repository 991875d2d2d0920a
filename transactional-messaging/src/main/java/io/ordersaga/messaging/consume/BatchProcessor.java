package io.ordersaga.messaging.consume;

import io.ordersaga.messages.MalformedMessageException;
import io.ordersaga.messaging.deadletter.DeadLetters;
import io.ordersaga.messaging.delivery.InboundMessage;
import io.ordersaga.messaging.trace.CurrentTrace;
import io.ordersaga.messaging.trace.Spans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lombok.extern.slf4j.Slf4j;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings every message of a batch to its end: handled and committed, or committed as a dead letter with its cause. It
 * gives up only when it is told to stop, and then the messages go back to the broker unacknowledged.
 */
@Slf4j
class BatchProcessor<M> {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final BatchHandler<M> handler;
    private final TransactionTemplate transaction;
    private final DeadLetters deadLetters;
    private final int attempts;
    private final Stopping stopping;
    private final Spans spans;
    private final BatchMeters meters;
    private BatchSpans inHand = BatchSpans.NONE;

    /** Lets a pause end early. */
    interface Stopping {
        /** Waits that long, and returns true as soon as the consumer is to stop. */
        boolean await(Duration pause) throws InterruptedException;
    }

    private record Read<M>(InboundMessage inbound, M message) {}

    BatchProcessor(
            BatchHandler<M> handler,
            TransactionTemplate transaction,
            DeadLetters deadLetters,
            int attempts,
            Stopping stopping,
            Spans spans,
            BatchMeters meters) {
        this.handler = handler;
        this.transaction = transaction;
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
            try {
                readable.add(new Read<>(inbound, handler.read(inbound)));
            } catch (RuntimeException | StackOverflowError e) {
                bury(inbound, e);
            }
        }
        if (readable.size() > 1) {
            together(readable);
        } else if (!readable.isEmpty()) {
            alone(readable.getFirst());
        }
    }

    private void together(List<Read<M>> readable) throws InterruptedException {
        for (Duration pause = FIRST_PAUSE; ; pause = longer(pause)) {
            try {
                handle(readable);
                return;
            } catch (RuntimeException | Error e) {
                if (Fault.of(e) == Fault.MESSAGE) {
                    log.debug("one message of {} fails; each is tried alone", readable.size(), e);
                    for (Read<M> read : readable) {
                        alone(read);
                    }
                    return;
                }
                pause(pause, e);
            }
        }
    }

    private void alone(Read<M> read) throws InterruptedException {
        int tried = 0;
        for (Duration pause = FIRST_PAUSE; ; pause = longer(pause)) {
            try {
                handle(List.of(read));
                return;
            } catch (RuntimeException | Error e) {
                if (Fault.of(e) != Fault.MESSAGE) {
                    pause(pause, e);
                } else if (++tried == attempts) {
                    bury(read.inbound(), e);
                    return;
                }
            }
        }
    }

    private void handle(List<Read<M>> readable) {
        List<M> messages = readable.stream().map(Read::message).toList();
        transaction.executeWithoutResult(_ -> handler.handle(messages));
    }

    private void bury(InboundMessage inbound, Throwable cause) throws InterruptedException {
        try (CurrentTrace.Before _ = CurrentTrace.enter(inbound.trace(), inbound.sagaId())) {
            warn(inbound, cause);
            inHand.failed(inbound, cause);
            storeAsDeadLetter(inbound, cause);
        }
    }

    private void storeAsDeadLetter(InboundMessage inbound, Throwable cause) throws InterruptedException {
        for (Duration pause = FIRST_PAUSE; ; pause = longer(pause)) {
            try {
                transaction.executeWithoutResult(_ -> deadLetters.bury(inbound, cause));
                return;
            } catch (RuntimeException | Error e) {
                pause(pause, e);
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

    private void pause(Duration pause, Throwable e) throws InterruptedException {
        if (pause.equals(FIRST_PAUSE) || pause.equals(LONGEST_PAUSE)) {
            log.warn("Messages wait, because the database could not take their effect: {}", e.toString());
        }
        if (stopping.await(pause)) {
            throw new InterruptedException("stopped while waiting for the database");
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }
}
