package io.ordersaga.messaging.trace;

import java.util.UUID;
import java.util.function.Supplier;
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

    public static <T> T during(TraceParent trace, @Nullable UUID sagaId, Supplier<T> work) {
        TraceParent before = CURRENT.get();
        String sagaBefore = MDC.get("saga_id");
        String traceBefore = MDC.get("trace_id");
        enter(trace, trace.traceId(), sagaId == null ? sagaBefore : sagaId.toString());
        try {
            return work.get();
        } finally {
            enter(before, traceBefore, sagaBefore);
        }
    }

    private static void enter(@Nullable TraceParent trace, @Nullable String traceId, @Nullable String sagaId) {
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
