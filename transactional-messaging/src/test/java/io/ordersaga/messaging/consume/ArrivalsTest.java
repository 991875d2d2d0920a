package io.ordersaga.messaging.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.rabbitmq.client.Channel;
import io.ordersaga.messaging.delivery.InboundMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ArrivalsTest {

    private static final Duration AN_HOUR = Duration.ofHours(1);

    private final Channel channel = mock(Channel.class);
    private final Arrivals arrivals = new Arrivals();

    @Test
    @Timeout(10)
    void gathering_ends_as_soon_as_enough_have_arrived() throws InterruptedException {
        when(channel.isOpen()).thenReturn(true);
        arrive(1);
        Thread.ofVirtual().start(() -> {
            arrive(2);
            arrive(3);
        });

        arrivals.gather(3, AN_HOUR);

        assertThat(arrivals.next(10)).hasSize(3);
    }

    @Test
    @Timeout(10)
    void gathering_ends_without_them_when_its_time_is_over() throws InterruptedException {
        arrivals.gather(2, Duration.ofMillis(1));

        assertThat(arrivals.next(10)).isEmpty();
    }

    @Test
    @Timeout(10)
    void a23_a_suspect_has_its_turn_alone_however_much_else_arrives() throws InterruptedException {
        when(channel.isOpen()).thenReturn(true);
        arrive(1, Map.of("x-delivery-count", 3L));
        long tag = 2;
        List<Arrivals.Delivery> batch;
        do {
            arrive(tag++);
            batch = arrivals.next(10);
        } while (batch.isEmpty() || !batch.getFirst().isSuspect());

        assertThat(batch).hasSize(1);
        assertThat(arrivals.isLastOpen(batch.getFirst()))
                .as("no other suspect waits")
                .isTrue();
    }

    private void arrive(long tag) {
        arrive(tag, Map.of());
    }

    private void arrive(long tag, Map<String, Object> headers) {
        InboundMessage message = new InboundMessage("queue", "key", null, null, null, null, headers, new byte[0], 0);
        arrivals.add(new Arrivals.Delivery(channel, tag, message));
    }
}
