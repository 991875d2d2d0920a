package io.ordersaga.messaging.trace.export;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.ordersaga.messaging.trace.Spans;
import java.time.Duration;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Spans are made only where it is said where they go; else neither a class nor a thread of OpenTelemetry's is there. */
@Configuration(proxyBeanMethods = false)
public class TraceConfiguration {

    /** With a trace store. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(TraceStore.Known.class)
    static class Exported {

        private static final Duration GATHER = Duration.ofSeconds(1);
        private static final int MOST_WAITING = 16_384;
        private static final int MOST_AT_ONCE = 2_048;

        @Bean
        SdkTracerProvider tracerProvider(
                Environment environment, @Value("${OTEL_SERVICE_NAME:${spring.application.name}}") String service) {
            TraceStore store = requireNonNull(TraceStore.in(environment).orElse(null));
            Delivery delivery = new Delivery(exporter(store), store.endpoint(), System::nanoTime);
            return SdkTracerProvider.builder()
                    .setResource(Resource.getDefault()
                            .merge(Resource.create(Attributes.builder()
                                    .put("service.name", service)
                                    .put(
                                            "service.instance.id",
                                            UUID.randomUUID().toString())
                                    .build())))
                    .setSampler(
                            new WhileWanted(delivery, Sampler.parentBased(Sampler.traceIdRatioBased(store.share()))))
                    .addSpanProcessor(BatchSpanProcessor.builder(delivery)
                            .setScheduleDelay(GATHER)
                            .setMaxQueueSize(MOST_WAITING)
                            .setMaxExportBatchSize(MOST_AT_ONCE)
                            .build())
                    .build();
        }

        private static OtlpHttpSpanExporter exporter(TraceStore store) {
            OtlpHttpSpanExporterBuilder builder =
                    OtlpHttpSpanExporter.builder().setEndpoint(store.endpoint()).setRetryPolicy(null);
            store.headers().forEach(builder::addHeader);
            return builder.build();
        }

        @Bean
        Spans spans(SdkTracerProvider provider) {
            return new ExportedSpans(provider.get("io.ordersaga"));
        }
    }

    /** Without. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(TraceStore.Unknown.class)
    static class NotExported {

        @Bean
        Spans noSpans() {
            return Spans.NONE;
        }
    }
}
