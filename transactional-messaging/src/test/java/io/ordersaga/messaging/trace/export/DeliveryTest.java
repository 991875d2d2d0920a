package io.ordersaga.messaging.trace.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A trace store that is away costs nothing but an attempt now and then. */
class DeliveryTest {

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 10);
    private final Store store = new Store();
    private final Delivery delivery = new Delivery(store, "http://store", clock::get);
    private final Sampler sampler = new WhileWanted(delivery, Sampler.alwaysOn());

    @Test
    void spans_are_made_before_anything_is_known() {
        assertThat(sampled()).isEqualTo(SamplingDecision.RECORD_AND_SAMPLE);
    }

    @Test
    void after_a_failure_none_are_made_for_a_while() {
        store.answer = CompletableResultCode.ofFailure();
        delivery.export(List.of());
        assertThat(sampled()).isEqualTo(SamplingDecision.DROP);

        pass(Duration.ofSeconds(29));
        assertThat(sampled()).isEqualTo(SamplingDecision.DROP);

        pass(Duration.ofSeconds(1));
        assertThat(sampled()).isEqualTo(SamplingDecision.RECORD_AND_SAMPLE);
    }

    @Test
    void a_store_that_is_back_is_given_everything_at_once() {
        store.answer = CompletableResultCode.ofFailure();
        delivery.export(List.of());
        store.answer = CompletableResultCode.ofSuccess();
        delivery.export(List.of());

        assertThat(sampled()).isEqualTo(SamplingDecision.RECORD_AND_SAMPLE);
    }

    private SamplingDecision sampled() {
        return sampler.shouldSample(
                        Context.root(),
                        SpanContext.getInvalid().getTraceId(),
                        "a span",
                        SpanKind.INTERNAL,
                        Attributes.empty(),
                        List.of())
                .getDecision();
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    private static final class Store implements SpanExporter {

        private CompletableResultCode answer = CompletableResultCode.ofSuccess();

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            return answer;
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
