package io.ordersaga.messaging.outbox;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doNothing;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A fault ends no thread: nobody would notice until the outbox had filled the disk. */
class ConfirmedMessagesTest {

    private static final int PATIENCE_MS = 5_000;

    private final OutboxStore store = mock(OutboxStore.class);
    private final ConfirmedMessages confirmed = new ConfirmedMessages(store);

    @Test
    void deleting_goes_on_after_any_error() {
        UUID next = UUID.randomUUID();
        doThrow(new NoClassDefFoundError("for this test"))
                .doNothing()
                .when(store)
                .delete(any());
        confirmed.start();
        try {
            confirmed.add(List.of(UUID.randomUUID()));
            verify(store, timeout(PATIENCE_MS)).delete(any());

            confirmed.add(List.of(next));

            verify(store, timeout(PATIENCE_MS)).delete(List.of(next));
        } finally {
            confirmed.stop();
        }
    }

    @Test
    void publishing_goes_on_after_any_error() {
        ConfirmedChannel channel = mock(ConfirmedChannel.class);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        OutboxPublisher publisher = new OutboxPublisher(
                channel, new Outcomes(meters), confirmed, (messages, to) -> to.send(messages), 1_000, meters);
        List<OutboxMessage> first = List.of(message());
        List<OutboxMessage> next = List.of(message());
        doThrow(new NoClassDefFoundError("for this test")).when(channel).publish(first);
        doNothing().when(channel).publish(next);
        publisher.start();

        publisher.send(first);
        verify(channel, timeout(PATIENCE_MS)).publish(first);
        publisher.send(next);

        verify(channel, timeout(PATIENCE_MS)).publish(next);
    }

    private static OutboxMessage message() {
        return new OutboxMessage(UUID.randomUUID(), "saga", "key", Map.of(), new byte[0]);
    }
}
