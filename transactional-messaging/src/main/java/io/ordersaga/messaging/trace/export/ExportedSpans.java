package io.ordersaga.messaging.trace.export;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.ordersaga.messages.MalformedMessageException;
import io.ordersaga.messages.RoutingKey;
import io.ordersaga.messaging.trace.Spans;
import io.ordersaga.messaging.trace.TraceParent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Spans with the names and attributes of OpenTelemetry's conventions for messaging and HTTP. */
class ExportedSpans implements Spans {

    private static final AttributeKey<String> SAGA_ID = AttributeKey.stringKey("saga_id");
    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("messaging.operation.type");
    private static final AttributeKey<String> DESTINATION = AttributeKey.stringKey("messaging.destination.name");
    private static final AttributeKey<String> ROUTING_KEY =
            AttributeKey.stringKey("messaging.rabbitmq.destination.routing_key");
    private static final AttributeKey<String> MESSAGE_ID = AttributeKey.stringKey("messaging.message.id");

    private final Tracer tracer;

    ExportedSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public boolean areMade() {
        return true;
    }

    /** A moment: how long the message took to be taken is the gap before its handling. */
    @Override
    public TraceParent sent(RoutingKey key, TraceParent cause) {
        Span span = message("send " + key.type(), SpanKind.PRODUCER, "send", key.toString(), cause)
                .setAttribute(SAGA_ID, key.sagaId().toString())
                .setAttribute(MESSAGE_ID, key.messageId().toString())
                .startSpan();
        span.end();
        return parentOf(span);
    }

    @Override
    public Work handling(String queue, String routingKey, TraceParent message) {
        RoutingKey key = readable(routingKey);
        String type = key == null ? "unknown" : key.type();
        SpanBuilder span = message("process " + type, SpanKind.CONSUMER, "process", routingKey, message)
                .setAttribute("messaging.rabbitmq.queue", queue);
        if (key != null) {
            span.setAttribute(SAGA_ID, key.sagaId().toString());
        }
        return new Open(span.startSpan());
    }

    private static @Nullable RoutingKey readable(String routingKey) {
        try {
            return RoutingKey.parse(routingKey);
        } catch (MalformedMessageException e) {
            return null;
        }
    }

    private SpanBuilder message(String name, SpanKind kind, String operation, String routingKey, TraceParent parent) {
        return tracer.spanBuilder(name)
                .setSpanKind(kind)
                .setParent(remote(parent))
                .setAttribute(SYSTEM, "rabbitmq")
                .setAttribute(OPERATION, operation)
                .setAttribute(DESTINATION, "saga")
                .setAttribute(ROUTING_KEY, routingKey);
    }

    @Override
    public Work answering(String method, @Nullable String header) {
        SpanBuilder span =
                tracer.spanBuilder(method).setSpanKind(SpanKind.SERVER).setAttribute("http.request.method", method);
        TraceParent.read(header)
                .ifPresentOrElse(client -> span.setParent(remote(client)), () -> span.setParent(Context.root()));
        return new Open(span.startSpan());
    }

    @Override
    public void ended(String saga, UUID sagaId, TraceParent trace, Instant from, Instant to, @Nullable String failure) {
        Span span = tracer.spanBuilder(saga + " saga")
                .setParent(remote(trace))
                .setStartTimestamp(from)
                .setAttribute(SAGA_ID, sagaId.toString())
                .startSpan();
        if (failure != null) {
            span.setAttribute("failure_code", failure);
        }
        span.end(to);
    }

    private static Context remote(TraceParent parent) {
        return Context.root()
                .with(Span.wrap(SpanContext.createFromRemoteParent(
                        parent.traceId(),
                        parent.spanId(),
                        TraceFlags.fromHex(parent.flags(), 0),
                        TraceState.getDefault())));
    }

    private static TraceParent parentOf(Span span) {
        SpanContext context = span.getSpanContext();
        return new TraceParent(
                context.getTraceId(),
                context.getSpanId(),
                context.getTraceFlags().asHex());
    }

    /** A span that has begun. */
    private record Open(Span span) implements Work {

        @Override
        public TraceParent trace() {
            return parentOf(span);
        }

        @Override
        public Work named(String name) {
            span.updateName(name);
            return this;
        }

        @Override
        public Work with(String key, String value) {
            span.setAttribute(key, value);
            return this;
        }

        @Override
        public Work failed(String why) {
            span.setStatus(StatusCode.ERROR, why);
            return this;
        }

        @Override
        public void end() {
            span.end();
        }
    }
}
