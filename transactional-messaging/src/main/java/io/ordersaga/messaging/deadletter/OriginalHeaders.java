package io.ordersaga.messaging.deadletter;

import io.ordersaga.messages.MessageJson;
import io.ordersaga.messages.StorableText;
import io.ordersaga.messaging.trace.TraceParent;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a dead letter tells of its message's headers: a JSON object, and one that can be read however many and long they
 * are. Of each value the beginning is kept, and of the headers as many as there is room for; first of all the trace, which
 * goes on when the letter is sent again.
 */
final class OriginalHeaders {

    /** Stands where others have their name, and tells how many there was no room for. */
    static final String LEFT_OUT = "(left out)";

    private static final int LONGEST = DeadLetterHeaders.LONGEST;

    private static final int LONGEST_VALUE = 1_000;
    private static final int LONGEST_LEFT_OUT = sizeOf(LEFT_OUT, Integer.toString(Integer.MAX_VALUE));

    private static final Comparator<String> TRACE_FIRST = Comparator.comparing(
                    (String name) -> !name.equals(TraceParent.HEADER))
            .thenComparing(Comparator.naturalOrder());

    private OriginalHeaders() {}

    static String asJson(Map<String, @Nullable Object> headers) {
        Map<String, String> wanted = new TreeMap<>(TRACE_FIRST);
        headers.forEach((name, value) -> wanted.put(name, shortened(String.valueOf(value))));
        Map<String, String> kept = new LinkedHashMap<>();
        int room = LONGEST - LONGEST_LEFT_OUT;
        for (Map.Entry<String, String> header : wanted.entrySet()) {
            int size = sizeOf(header.getKey(), header.getValue());
            if (size <= room) {
                kept.put(header.getKey(), header.getValue());
                room -= size;
            }
        }
        if (kept.size() < wanted.size()) {
            kept.put(LEFT_OUT, Integer.toString(wanted.size() - kept.size()));
        }
        return MessageJson.text(kept);
    }

    private static String shortened(String value) {
        String beginning = StorableText.beginning(value, LONGEST_VALUE);
        return beginning.length() < value.length() ? beginning + "..." : value;
    }

    private static int sizeOf(String name, String value) {
        return MessageJson.text(Map.of(name, value)).length();
    }
}
