package io.ordersaga.system.observability;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes what is exported to it by OTLP over HTTP, as a trace store would. */
final class TraceReceiver implements AutoCloseable {

    private final List<Exported> spans = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    /** A span as it was exported; ids in hexadecimal digits, the parent's empty when it has none. */
    record Exported(
            String service,
            String traceId,
            String spanId,
            String parentId,
            String name,
            Map<String, String> attributes) {}

    TraceReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    /** As {@code OTEL_EXPORTER_OTLP_ENDPOINT} wants it. */
    String endpoint() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    List<Exported> of(String traceId) {
        return spans.stream().filter(span -> span.traceId().equals(traceId)).toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        Protobuf request = new Protobuf(exchange.getRequestBody().readAllBytes());
        request.messages(1).forEach(this::takeResource);
        exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    /** opentelemetry/proto/trace/v1/trace.proto: ResourceSpans, ScopeSpans, Span. */
    private void takeResource(Protobuf resourceSpans) {
        String service = attributes(resourceSpans.messages(1).getFirst(), 1).getOrDefault("service.name", "");
        for (Protobuf scope : resourceSpans.messages(2)) {
            for (Protobuf span : scope.messages(2)) {
                spans.add(new Exported(
                        service, hex(span, 1), hex(span, 2), hex(span, 4), text(span, 5), attributes(span, 9)));
            }
        }
    }

    private static Map<String, String> attributes(Protobuf holder, int field) {
        Map<String, String> attributes = new HashMap<>();
        for (Protobuf attribute : holder.messages(field)) {
            attribute.messages(2).forEach(value -> attributes.put(text(attribute, 1), text(value, 1)));
        }
        return attributes;
    }

    private static String hex(Protobuf message, int field) {
        return HexFormat.of().formatHex(message.bytes(field));
    }

    private static String text(Protobuf message, int field) {
        return new String(message.bytes(field), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
