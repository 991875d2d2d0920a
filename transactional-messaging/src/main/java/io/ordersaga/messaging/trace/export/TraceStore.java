package io.ordersaga.messaging.trace.export;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Where spans go: by the property of Spring Boot, by its older name, or by the environment variables of OpenTelemetry.
 *
 * @param endpoint takes OTLP in protobuf over HTTP
 * @param headers sent with every export, for a store that asks who is there
 * @param share of the traces that begin here, 0 to 1; one that began elsewhere is followed if it is there
 */
record TraceStore(String endpoint, Map<String, String> headers, double share) {

    private static final String EXPORT = "management.opentelemetry.tracing.export.otlp.";

    static Optional<TraceStore> in(Environment environment) {
        if (environment.getProperty("OTEL_SDK_DISABLED", Boolean.class, false)) {
            return Optional.empty();
        }
        return Stream.of(
                        value(environment, EXPORT + "endpoint"),
                        value(environment, "management.otlp.tracing.endpoint"),
                        value(environment, "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"),
                        value(environment, "OTEL_EXPORTER_OTLP_ENDPOINT").map(TraceStore::tracesOf))
                .flatMap(Optional::stream)
                .findFirst()
                .map(endpoint -> new TraceStore(
                        endpoint,
                        Binder.get(environment)
                                .bind(EXPORT + "headers", Bindable.mapOf(String.class, String.class))
                                .orElse(Map.of()),
                        environment.getProperty("management.tracing.sampling.probability", Double.class, 1.0)));
    }

    private static Optional<String> value(Environment environment, String name) {
        return Optional.ofNullable(environment.getProperty(name)).filter(value -> !value.isBlank());
    }

    private static String tracesOf(String endpointOfAllSignals) {
        return endpointOfAllSignals.replaceAll("/+$", "") + "/v1/traces";
    }

    /** Whether it is said where spans go. */
    static final class Known implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return in(context.getEnvironment()).isPresent();
        }
    }

    /** Whether it is not. */
    static final class Unknown implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return in(context.getEnvironment()).isEmpty();
        }
    }
}
