package io.ordersaga.messaging.consume;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.rabbitmq.client.Channel;
import io.ordersaga.messaging.settings.MessagingProperties;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.rabbit.listener.DirectMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.api.ChannelAwareMessageListener;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.mock.env.MockEnvironment;

/** A queue never loses its reader. */
class QueueConsumerTest {

    private static final int PATIENCE_MS = 5_000;

    @Test
    void consuming_goes_on_after_any_error_and_what_was_in_hand_goes_back() throws Exception {
        DirectMessageListenerContainer container = mock(DirectMessageListenerContainer.class);
        when(container.getQueueNames()).thenReturn(new String[] {"queue"});
        BatchProcessor<?> processor = mock(BatchProcessor.class);
        doThrow(new NoClassDefFoundError("for this test"))
                .doNothing()
                .when(processor)
                .process(any());
        QueueConsumer consumer = new QueueConsumer(
                container,
                Binder.get(new MockEnvironment()).bindOrCreate("order-saga.messaging", MessagingProperties.class));
        consumer.processWith(processor);
        ArgumentCaptor<ChannelAwareMessageListener> listener = ArgumentCaptor.captor();
        verify(container).setMessageListener(listener.capture());
        Channel first = open();
        Channel second = open();
        consumer.start();
        try {
            listener.getValue().onMessage(message(), first);
            verify(first, timeout(PATIENCE_MS)).abort();

            listener.getValue().onMessage(message(), second);

            verify(second, timeout(PATIENCE_MS)).basicAck(1, true);
            verify(first, never()).basicAck(anyLong(), anyBoolean());
        } finally {
            consumer.stop();
        }
    }

    private static Channel open() {
        Channel channel = mock(Channel.class);
        when(channel.isOpen()).thenReturn(true);
        return channel;
    }

    private static Message message() {
        MessageProperties properties = new MessageProperties();
        properties.setDeliveryTag(1);
        return new Message(new byte[0], properties);
    }
}
