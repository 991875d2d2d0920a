package io.ordersaga.messaging.trace;

import io.ordersaga.messages.RoutingKey;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes spans, the pieces of a trace, of what is done for it. Whether or not anybody collects them, everything that is
 * done has a {@link TraceParent}, so that the trace goes on.
 */
public interface Spans {

    /** Nobody collects spans, so none are made. */
    Spans NONE = new NoSpans();

    /** Whether anything comes of it. */
    boolean areMade();

    /**
     * A message is sent.
     *
     * @param cause what it is sent for
     * @return what is to be sent with it
     */
    TraceParent sent(RoutingKey key, TraceParent cause);

    /** A message from a queue is in hand. */
    Work handling(String queue, String routingKey, TraceParent message);

    /**
     * A request has come.
     *
     * @param header the {@code traceparent} that came with it
     */
    Work answering(String method, @Nullable String header);

    /** A saga has ended. */
    void ended(String saga, UUID sagaId, TraceParent trace, Instant from, Instant to, @Nullable String failure);

    /** Something under way. */
    interface Work {

        /** What is to be passed on to everything that is done for it. */
        TraceParent trace();

        Work named(String name);

        Work with(String key, String value);

        Work failed(String why);

        void end();
    }
}
