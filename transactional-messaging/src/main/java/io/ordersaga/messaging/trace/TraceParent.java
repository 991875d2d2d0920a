package io.ordersaga.messaging.trace;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A {@code traceparent} of W3C Trace Context, version 00. Every message of a saga carries one with the same trace id,
 * stored with the outbox, so that the trace survives re-sends and restarts.
 *
 * @param traceId 32 lower-case hex digits
 * @param spanId 16 lower-case hex digits, of whoever sent
 * @param flags 2 hex digits, passed on as they came
 */
public record TraceParent(String traceId, String spanId, String flags) {

    public static final String HEADER = "traceparent";

    /** Of version, trace id, span id, flags, with the hyphens between them; later versions may have more. */
    private static final int LENGTH = 55;

    private static final HexFormat HEX = HexFormat.of();

    /** A new trace. */
    public static TraceParent start() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new TraceParent(HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(nonZero(random)), newSpan(), "01");
    }

    /** Goes on with the trace of the header, or starts a new one when there is none that can be read. */
    public static TraceParent continued(@Nullable Object header) {
        return read(header).orElseGet(TraceParent::start);
    }

    /** Empty when there is no header, or none that can be read. */
    public static Optional<TraceParent> read(@Nullable Object header) {
        String value = header == null ? "" : header.toString();
        if (!hasForm(value)) {
            return Optional.empty();
        }
        TraceParent parent = new TraceParent(value.substring(3, 35), value.substring(36, 52), value.substring(53, 55));
        return isZero(parent.traceId) || isZero(parent.spanId) ? Optional.empty() : Optional.of(parent);
    }

    /** A loop, as below: each message is looked at, and streams of its characters stood out in profiles. */
    private static boolean hasForm(String value) {
        if (value.length() < LENGTH || value.startsWith("ff")) {
            return false;
        }
        boolean hasForm = value.length() == LENGTH || value.charAt(LENGTH) == '-';
        for (int i = 0; hasForm && i < LENGTH; i++) {
            hasForm = hasForm(value.charAt(i), i);
        }
        return hasForm;
    }

    private static boolean hasForm(char c, int at) {
        boolean isHyphen = at == 2 || at == 35 || at == 52;
        return isHyphen ? c == '-' : (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }

    /** The same trace, one hop further. */
    public TraceParent child() {
        return new TraceParent(traceId, newSpan(), flags);
    }

    /** The header's value. */
    @Override
    public String toString() {
        return "00-" + traceId + "-" + spanId + "-" + flags;
    }

    private static boolean isZero(String hex) {
        boolean isZero = true;
        for (int i = 0; isZero && i < hex.length(); i++) {
            isZero = hex.charAt(i) == '0';
        }
        return isZero;
    }

    private static String newSpan() {
        return HEX.toHexDigits(nonZero(ThreadLocalRandom.current()));
    }

    private static long nonZero(ThreadLocalRandom random) {
        return random.nextLong(Long.MAX_VALUE) + 1;
    }
}
