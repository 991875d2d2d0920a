package io.ordersaga.messaging.trace.export;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.function.LongSupplier;
import lombok.extern.slf4j.Slf4j;

/**
 * Watches whether the trace store takes what is exported. For a while after it did not, it is not {@link #isWanted}, so
 * that a store that is away costs one attempt now and then, and no spans.
 */
@Slf4j
class Delivery implements SpanExporter {

    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final SpanExporter exporter;
    private final String endpoint;
    private final LongSupplier nanoTime;
    private volatile boolean failing;
    private volatile long pausedUntil;

    Delivery(SpanExporter exporter, String endpoint, LongSupplier nanoTime) {
        this.exporter = exporter;
        this.endpoint = endpoint;
        this.nanoTime = nanoTime;
    }

    /** Whether it is of any use to make spans. */
    boolean isWanted() {
        return !failing || nanoTime.getAsLong() - pausedUntil >= 0;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        CompletableResultCode result = exporter.export(spans);
        result.whenComplete(() -> note(result));
        return result;
    }

    private void note(CompletableResultCode result) {
        if (!result.isSuccess()) {
            pausedUntil = nanoTime.getAsLong() + PAUSE.toNanos();
            if (!failing) {
                log.warn(
                        "Spans cannot be delivered to {}; it is tried again every {} s. Orders go on. {}",
                        endpoint,
                        PAUSE.toSeconds(),
                        result.getFailureThrowable() == null ? "" : String.valueOf(result.getFailureThrowable()));
            }
        } else if (failing) {
            log.info("Spans are delivered to {} again.", endpoint);
        }
        failing = !result.isSuccess();
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }
}
