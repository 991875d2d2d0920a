package io.ordersaga.messaging.trace;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final Pattern FORM =
            Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
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
        Matcher matcher = FORM.matcher(value);
        if (!matcher.matches() || value.startsWith("ff") || isZero(matcher.group(1)) || isZero(matcher.group(2))) {
            return Optional.empty();
        }
        return Optional.of(new TraceParent(matcher.group(1), matcher.group(2), matcher.group(3)));
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
        return hex.chars().allMatch(c -> c == '0');
    }

    private static String newSpan() {
        return HEX.toHexDigits(nonZero(ThreadLocalRandom.current()));
    }

    private static long nonZero(ThreadLocalRandom random) {
        return random.nextLong(Long.MAX_VALUE) + 1;
    }
}
