package io.ordersaga.messaging.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.rabbitmq.client.Channel;
import io.ordersaga.messaging.settings.MessagingProperties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.core.QueueInformation;
import org.springframework.amqp.rabbit.listener.DirectMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.api.ChannelAwareMessageListener;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.mock.env.MockEnvironment;

/** A queue never loses its reader. */
class QueueConsumerTest {

    private static final int PATIENCE_MS = 5_000;
    private static final QueueInformation EMPTY = new QueueInformation("queue", 0, 1);
    private static final QueueInformation UNREAD = new QueueInformation("queue", 1, 1);

    private final DirectMessageListenerContainer container = mock(DirectMessageListenerContainer.class);
    private final BatchProcessor<?> processor = mock(BatchProcessor.class);
    private final ArgumentCaptor<ChannelAwareMessageListener> listener = ArgumentCaptor.captor();
    private QueueConsumer consumer;

    @BeforeEach
    void start() {
        when(container.getQueueNames()).thenReturn(new String[] {"queue"});
        consumer = new QueueConsumer(
                container,
                Binder.get(new MockEnvironment()).bindOrCreate("order-saga.messaging", MessagingProperties.class));
        consumer.processWith(processor);
        verify(container).setMessageListener(listener.capture());
        consumer.start();
    }

    @AfterEach
    void stop() {
        consumer.stop();
    }

    @Test
    void consuming_goes_on_after_any_error_and_what_was_in_hand_goes_back() throws Exception {
        doThrow(new NoClassDefFoundError("for this test"))
                .doNothing()
                .when(processor)
                .process(any());
        Channel first = open();
        Channel second = open();

        listener.getValue().onMessage(message(), first);
        verify(first, timeout(PATIENCE_MS)).abort();
        listener.getValue().onMessage(message(), second);

        verify(second, timeout(PATIENCE_MS)).basicAck(1, true);
        verify(first, never()).basicAck(anyLong(), anyBoolean());
    }

    /** One acknowledgement on the second would count for what nobody handled. */
    @Test
    void what_came_over_several_channels_goes_back_on_each() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch both = new CountDownLatch(1);
        doAnswer(_ -> {
                    begun.countDown();
                    await(both);
                    throw new NoClassDefFoundError("for this test");
                })
                .when(processor)
                .process(any());
        Channel first = open();
        Channel second = open();
        listener.getValue().onMessage(message(), first);
        await(begun);

        listener.getValue().onMessage(message(), second);
        both.countDown();

        verify(first, timeout(PATIENCE_MS)).abort();
        verify(second, timeout(PATIENCE_MS)).abort();
    }

    @Test
    void a_consumer_that_hears_nothing_for_long_subscribes_anew_whatever_the_broker_says() {
        look(8, EMPTY);
        subscribed(1);

        look(1, EMPTY);
        subscribed(2);
    }

    @Test
    void it_does_so_sooner_when_messages_wait() {
        look(3, UNREAD);

        subscribed(2);
    }

    @Test
    void what_came_shows_that_it_is_subscribed() throws Exception {
        Channel channel = open();
        look(2, UNREAD);
        listener.getValue().onMessage(message(), channel);
        verify(channel, timeout(PATIENCE_MS)).basicAck(1, true);

        look(3, UNREAD);

        subscribed(1);
    }

    @Test
    void a_queue_that_seems_to_have_no_leader_is_waited_for() {
        look(100, new QueueInformation("queue", 0, 0));

        subscribed(1);
    }

    @Test
    void a_batch_in_hand_is_finished_however_long_it_takes() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        doAnswer(_ -> {
                    begun.countDown();
                    return end.await(PATIENCE_MS, TimeUnit.MILLISECONDS);
                })
                .when(processor)
                .process(any());
        listener.getValue().onMessage(message(), open());
        await(begun);

        look(100, UNREAD);

        subscribed(1);
        end.countDown();
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(PATIENCE_MS, TimeUnit.MILLISECONDS)).isTrue();
    }

    private void look(int times, QueueInformation queue) {
        for (int i = 0; i < times; i++) {
            consumer.looked(queue);
        }
    }

    private void subscribed(int times) {
        verify(container, times(times)).start();
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
