package io.ordersaga.messaging.trace.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.ordersaga.messaging.trace.Spans;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.mock.env.MockEnvironment;

/** Spans are made where it is said where they go, and nowhere else. */
class TraceStoreTest {

    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withUserConfiguration(TraceConfiguration.class)
            .withPropertyValues("spring.application.name=piggybank");

    @ParameterizedTest
    @ValueSource(strings = {"", "OTEL_EXPORTER_OTLP_ENDPOINT=", "management.tracing.sampling.probability=0.5"})
    void unless_it_is_said_where_to_nothing_of_it_is_there(String setting) {
        service.withPropertyValues(setting)
                .run(context -> assertThat(context)
                        .doesNotHaveBean(SdkTracerProvider.class)
                        .getBean(Spans.class)
                        .isSameAs(Spans.NONE));
    }

    @Test
    void it_can_be_turned_off_where_it_is_said_where_to() {
        service.withPropertyValues("OTEL_EXPORTER_OTLP_ENDPOINT=http://store:4318", "OTEL_SDK_DISABLED=true")
                .run(context -> assertThat(context).getBean(Spans.class).isSameAs(Spans.NONE));
    }

    @Test
    void where_it_is_said_spans_are_made() {
        service.withPropertyValues("OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:1")
                .run(context ->
                        assertThat(context.getBean(Spans.class).areMade()).isTrue());
    }

    @ParameterizedTest
    @CsvSource({
        "management.opentelemetry.tracing.export.otlp.endpoint, http://store/v1/traces, http://store/v1/traces",
        "management.otlp.tracing.endpoint, http://store/v1/traces, http://store/v1/traces",
        "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, http://store/traces, http://store/traces",
        "OTEL_EXPORTER_OTLP_ENDPOINT, http://store:4318, http://store:4318/v1/traces",
        "OTEL_EXPORTER_OTLP_ENDPOINT, http://store:4318/, http://store:4318/v1/traces"
    })
    void each_of_the_known_names_will_do(String name, String value, String endpoint) {
        assertThat(TraceStore.in(new MockEnvironment().withProperty(name, value)))
                .hasValue(new TraceStore(endpoint, Map.of(), 1));
    }

    @Test
    void headers_and_the_share_of_traces_are_spring_boots_settings() {
        MockEnvironment environment = new MockEnvironment()
                .withProperty("management.opentelemetry.tracing.export.otlp.endpoint", "http://store")
                .withProperty("management.opentelemetry.tracing.export.otlp.headers.api-key", "secret")
                .withProperty("management.tracing.sampling.probability", "0.25");

        assertThat(TraceStore.in(environment))
                .hasValue(new TraceStore("http://store", Map.of("api-key", "secret"), 0.25));
    }
}
