package io.ordersaga.messaging.consume;

import io.ordersaga.messaging.delivery.InboundMessage;
import io.ordersaga.messaging.trace.Spans;
import java.util.ArrayList;
import java.util.List;

/**
 * A span for each message of a batch, from when it is in hand until what it did is committed. Without spans, the messages
 * as they came.
 *
 * @param messages each within its span
 * @param spans in the order of the messages
 */
record BatchSpans(List<InboundMessage> messages, List<Spans.Work> spans) {

    static final BatchSpans NONE = new BatchSpans(List.of(), List.of());

    static BatchSpans begin(Spans spans, List<InboundMessage> batch) {
        if (!spans.areMade()) {
            return new BatchSpans(batch, List.of());
        }
        List<InboundMessage> messages = new ArrayList<>(batch.size());
        List<Spans.Work> works = new ArrayList<>(batch.size());
        for (InboundMessage message : batch) {
            Spans.Work work = spans.handling(message.queue(), message.routingKey(), message.trace());
            works.add(work);
            messages.add(message.within(work.trace()));
        }
        return new BatchSpans(messages, works);
    }

    void failed(InboundMessage message, Throwable cause) {
        if (!spans.isEmpty()) {
            spans.get(messages.indexOf(message)).failed(cause.toString());
        }
    }

    void end() {
        spans.forEach(Spans.Work::end);
    }
}
