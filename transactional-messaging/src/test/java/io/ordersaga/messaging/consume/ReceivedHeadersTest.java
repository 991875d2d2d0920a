package io.ordersaga.messaging.consume;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.impl.LongStringHelper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Of headers as much is kept as anybody looks at. */
class ReceivedHeadersTest {

    @Test
    void few_headers_are_kept_as_they_are_with_texts_as_such() {
        Map<String, Object> death = Map.of("queue", LongStringHelper.asLongString("commands"), "count", 3L);

        assertThat(ReceivedHeaders.of(Map.of("x-death", List.of(death), "a", true)))
                .isEqualTo(Map.of("x-death", List.of(Map.of("queue", "commands", "count", 3L)), "a", true));
        assertThat(ReceivedHeaders.of(null)).isEmpty();
    }

    @Test
    void a_header_without_a_value_is_kept() {
        Map<String, Object> headers = new HashMap<>();
        headers.put("a", null);

        assertThat(ReceivedHeaders.of(headers)).containsEntry("a", null);
    }

    @Test
    void what_is_nested_too_deeply_is_cut() {
        Object nested = "bottom";
        for (int i = 0; i < 100; i++) {
            nested = i % 2 == 0 ? List.of(nested) : Map.of("in", nested);
        }

        assertThat(ReceivedHeaders.of(Map.of("deep", nested)).toString())
                .hasSizeLessThan(100)
                .contains(ReceivedHeaders.AND_MORE)
                .doesNotContain("bottom");
    }

    @Test
    void a_long_text_is_cut() {
        Object text = LongStringHelper.asLongString("x".repeat(100_000));

        assertThat(ReceivedHeaders.of(Map.of("text", text)).get("text").toString())
                .hasSizeLessThan(5_000)
                .endsWith(ReceivedHeaders.AND_MORE);
    }

    @Test
    void of_many_values_some_are_kept_and_what_is_needed_is_among_them() {
        Map<String, Object> headers = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            headers.put("name" + i, i);
        }
        headers.put("x-delivery-count", 7);
        headers.put("traceparent", "a trace");

        assertThat(ReceivedHeaders.of(headers))
                .hasSize(500)
                .containsEntry("x-delivery-count", 7)
                .containsEntry("traceparent", "a trace");
        assertThat((List<?>) ReceivedHeaders.of(Map.of("many", List.copyOf(headers.values())))
                        .get("many"))
                .hasSize(499);
    }
}
