package io.ordersaga.messaging.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

/** W3C Trace Context, and what the running thread works for. */
class TraceParentTest {

    private static final String HEADER = "00-0123456789abcdef0123456789abcdef-fedcba9876543210-01";

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "ff-0123456789abcdef0123456789abcdef-fedcba9876543210-01",
                "00-00000000000000000000000000000000-fedcba9876543210-01",
                "00-0123456789abcdef0123456789abcdef-0000000000000000-01",
                "00-0123456789ABCDEF0123456789ABCDEF-fedcba9876543210-01"
            })
    void what_cannot_be_read_is_no_trace(String header) {
        assertThat(TraceParent.read(header)).isEmpty();
        assertThat(TraceParent.read(TraceParent.continued(header).toString())).isPresent();
    }

    @Test
    void a_trace_goes_on_with_another_span() {
        TraceParent client = TraceParent.continued(HEADER);

        assertThat(client).hasToString(HEADER);
        assertThat(Spans.NONE.answering("GET", HEADER).trace()).isEqualTo(client);
        assertThat(client.child().traceId()).isEqualTo(client.traceId());
        assertThat(client.child().spanId()).isNotEqualTo(client.spanId());
    }

    @Test
    void a_thread_works_for_a_trace_until_it_is_closed() {
        try (CurrentTrace.Before _ = CurrentTrace.enter(TraceParent.continued(HEADER), null)) {
            assertThat(CurrentTrace.get()).hasToString(HEADER);
            assertThat(MDC.get("trace_id")).isEqualTo("0123456789abcdef0123456789abcdef");
        }

        assertThat(CurrentTrace.get().traceId()).isNotEqualTo("0123456789abcdef0123456789abcdef");
        assertThat(MDC.get("trace_id")).isNull();
    }
}
