package io.ordersaga.messaging.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.messages.MessageJson;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OriginalHeadersTest {

    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void few_headers_are_told_as_they_are() {
        Map<String, @Nullable Object> headers = new HashMap<>(Map.of("traceparent", TRACE, "attempt", 3));
        headers.put("nothing", null);

        assertThat(OriginalHeaders.asJson(headers))
                .isEqualTo("{\"traceparent\":\"" + TRACE + "\",\"attempt\":\"3\",\"nothing\":\"null\"}");
    }

    @Test
    void of_many_headers_as_many_are_told_as_there_is_room_for_and_the_trace_is_one_of_them() {
        Map<String, @Nullable Object> headers = new HashMap<>(Map.of("traceparent", TRACE));
        for (int i = 0; i < 500; i++) {
            headers.put("a".repeat(100) + i, "\n".repeat(200));
        }

        Map<Object, Object> told = read(headers);

        assertThat(told).containsEntry("traceparent", TRACE).hasSizeBetween(5, 50);
        assertThat(told.get(OriginalHeaders.LEFT_OUT)).isEqualTo(Integer.toString(501 - (told.size() - 1)));
    }

    @Test
    void of_long_values_the_beginning_is_told() {
        Map<Object, Object> told = read(Map.of("long", "x".repeat(100_000), "last", "said"));

        assertThat(told.get("long").toString()).hasSize(1_003).endsWith("x...");
        assertThat(told.get("last")).isEqualTo("said");
    }

    @Test
    void no_character_is_halved() {
        assertThat(read(Map.of("sad", "x" + "\uD83D\uDE22".repeat(1_000)))
                        .get("sad")
                        .toString())
                .endsWith("\uD83D\uDE22...");
    }

    private static Map<Object, Object> read(Map<String, @Nullable Object> headers) {
        String json = OriginalHeaders.asJson(headers);
        assertThat(json).hasSizeLessThanOrEqualTo(DeadLetterHeaders.LONGEST);
        Map<?, ?> read = MessageJson.read(json.getBytes(StandardCharsets.UTF_8), Map.class);
        return new HashMap<>(read);
    }
}
