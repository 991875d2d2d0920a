package io.ordersaga.messaging.trace;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** What the running thread works for: shown in each log line as {@code saga_id} and {@code trace_id}, sent with each message. */
public final class CurrentTrace {

    private static final ThreadLocal<TraceParent> CURRENT = new ThreadLocal<>();

    private CurrentTrace() {}

    /** The trace of the message or request in hand, or a new one. */
    public static TraceParent get() {
        TraceParent current = CURRENT.get();
        return current == null ? TraceParent.start() : current;
    }

    /** From now on the thread works for the trace, until what is returned is closed. */
    public static Before enter(TraceParent trace, @Nullable UUID sagaId) {
        Before before = new Before(CURRENT.get(), MDC.get("trace_id"), MDC.get("saga_id"));
        become(trace, trace.traceId(), sagaId == null ? before.sagaId : sagaId.toString());
        return before;
    }

    /** What the thread worked for before. */
    public static final class Before implements AutoCloseable {

        private final @Nullable TraceParent trace;
        private final @Nullable String traceId;
        private final @Nullable String sagaId;

        private Before(@Nullable TraceParent trace, @Nullable String traceId, @Nullable String sagaId) {
            this.trace = trace;
            this.traceId = traceId;
            this.sagaId = sagaId;
        }

        @Override
        public void close() {
            become(trace, traceId, sagaId);
        }
    }

    private static void become(@Nullable TraceParent trace, @Nullable String traceId, @Nullable String sagaId) {
        if (trace == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(trace);
        }
        put("trace_id", traceId);
        put("saga_id", sagaId);
    }

    private static void put(String key, @Nullable String value) {
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value);
        }
    }
}
