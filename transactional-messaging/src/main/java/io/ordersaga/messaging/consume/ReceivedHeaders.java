package io.ordersaga.messaging.consume;

import com.rabbitmq.client.LongString;
import io.ordersaga.messaging.trace.TraceParent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a message's headers. A stranger's may be nested as deep, and be as many, as fits into a frame of 128 KB,
 * and then take forty times as much memory; whoever looks at them wants to see their beginning.
 */
final class ReceivedHeaders {

    static final String AND_MORE = "...";

    private static final int MOST_VALUES = 500;
    private static final int DEEPEST = 8;
    private static final int LONGEST = 4_096;

    /** What is read of them here. */
    private static final Set<String> ALWAYS = Set.of("x-death", "x-delivery-count", TraceParent.HEADER);

    private int values;

    private ReceivedHeaders() {}

    static Map<String, @Nullable Object> of(@Nullable Map<String, ? extends @Nullable Object> headers) {
        return headers == null ? Map.of() : new ReceivedHeaders().kept(headers);
    }

    private Map<String, @Nullable Object> kept(Map<String, ? extends @Nullable Object> headers) {
        Map<String, @Nullable Object> kept = new HashMap<>();
        for (String name : ALWAYS) {
            if (headers.containsKey(name)) {
                kept.put(name, value(headers.get(name), 1));
            }
        }
        for (Map.Entry<String, ? extends @Nullable Object> header : headers.entrySet()) {
            if (isEnough()) {
                break;
            }
            if (!ALWAYS.contains(header.getKey())) {
                kept.put(header.getKey(), value(header.getValue(), 1));
            }
        }
        return kept;
    }

    private boolean isEnough() {
        return values >= MOST_VALUES;
    }

    private @Nullable Object value(@Nullable Object value, int depth) {
        values++;
        return switch (value) {
            case LongString text -> beginning(text.toString());
            case Map<?, ?> table -> depth == DEEPEST ? AND_MORE : table(table, depth);
            case List<?> array -> depth == DEEPEST ? AND_MORE : array(array, depth);
            case null, default -> value;
        };
    }

    private static String beginning(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + AND_MORE : text;
    }

    private Map<Object, @Nullable Object> table(Map<?, ?> table, int depth) {
        Map<Object, @Nullable Object> kept = new HashMap<>();
        for (Map.Entry<?, ?> entry : table.entrySet()) {
            if (isEnough()) {
                break;
            }
            kept.put(entry.getKey(), value(entry.getValue(), depth + 1));
        }
        return kept;
    }

    private List<@Nullable Object> array(List<?> array, int depth) {
        List<@Nullable Object> kept = new ArrayList<>();
        for (Object element : array) {
            if (isEnough()) {
                break;
            }
            kept.add(value(element, depth + 1));
        }
        return kept;
    }
}
