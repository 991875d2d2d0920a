package io.ordersaga.messaging.trace;

import io.ordersaga.messages.RoutingKey;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Only carries the trace on. */
final class NoSpans implements Spans {

    @Override
    public boolean areMade() {
        return false;
    }

    @Override
    public TraceParent sent(RoutingKey key, TraceParent cause) {
        return cause.child();
    }

    @Override
    public Work handling(String queue, String routingKey, TraceParent message) {
        return new Unseen(message);
    }

    @Override
    public Work answering(String method, @Nullable String header) {
        return new Unseen(TraceParent.continued(header));
    }

    @Override
    public void ended(String saga, UUID sagaId, TraceParent trace, Instant from, Instant to, @Nullable String failure) {
        // Nobody asks how long it took.
    }

    /** Work that nobody is told of. */
    private record Unseen(TraceParent trace) implements Work {

        @Override
        public Work named(String name) {
            return this;
        }

        @Override
        public Work with(String key, String value) {
            return this;
        }

        @Override
        public Work failed(String why) {
            return this;
        }

        @Override
        public void end() {
            // It was never said to have begun.
        }
    }
}
