package io.ordersaga.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConfirmCallback;
import com.rabbitmq.client.Return;
import com.rabbitmq.client.ReturnCallback;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

/** What counts as delivered when the same message is on its way more than once. */
class PublishingChannelTest {

    private final Channel broker = mock(Channel.class);
    private final List<UUID> delivered = new ArrayList<>();
    private final UUID id = UUID.randomUUID();
    private final BasicProperties properties = new BasicProperties.Builder()
            .messageId(id.toString())
            .headers(Map.of())
            .build();

    private ConfirmCallback confirmed;
    private ReturnCallback returned;

    @BeforeEach
    void publishTwice() throws Exception {
        Outcomes outcomes = new Outcomes(new SimpleMeterRegistry());
        outcomes.onSettled((ids, _) -> delivered.addAll(ids));
        when(broker.getNextPublishSeqNo()).thenReturn(1L, 2L);
        PublishingChannel channel = new PublishingChannel(broker, outcomes);
        ArgumentCaptor<ConfirmCallback> confirms = ArgumentCaptor.captor();
        verify(broker).addConfirmListener(confirms.capture(), any());
        confirmed = confirms.getValue();
        ArgumentCaptor<ReturnCallback> returns = ArgumentCaptor.captor();
        verify(broker).addReturnListener(returns.capture());
        returned = returns.getValue();
        OutboxMessage message = new OutboxMessage(id, "saga", "nowhere", Map.of(), new byte[0]);
        channel.publish(message, properties);
        channel.publish(message, properties);
    }

    @Test
    void both_copies_returned_and_confirmed_at_once_are_not_delivered() throws Exception {
        comesBack();
        comesBack();

        confirmed.handle(2, true);

        assertThat(delivered).isEmpty();
    }

    @Test
    void both_copies_returned_and_confirmed_one_by_one_are_not_delivered() throws Exception {
        comesBack();
        comesBack();

        confirmed.handle(1, false);
        confirmed.handle(2, false);

        assertThat(delivered).isEmpty();
    }

    @Test
    void a_second_copy_that_a_queue_took_is_delivered() throws Exception {
        comesBack();

        confirmed.handle(1, false);
        confirmed.handle(2, false);

        assertThat(delivered).containsExactly(id);
    }

    private void comesBack() {
        returned.handle(new Return(312, "NO_ROUTE", "saga", "nowhere", properties, new byte[0]));
    }
}
