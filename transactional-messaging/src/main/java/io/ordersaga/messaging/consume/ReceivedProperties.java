package io.ordersaga.messaging.consume;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Envelope;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.rabbit.support.DefaultMessagePropertiesConverter;

/**
 * Reads what is needed of a message's properties, and fails at none. Spring's own converter throws at a delivery mode that
 * it does not know, and overflows the stack at deep headers: the channel closes, the broker delivers the message again, and
 * nobody gets past it.
 */
final class ReceivedProperties extends DefaultMessagePropertiesConverter {

    @Override
    public MessageProperties toMessageProperties(
            BasicProperties received, @Nullable Envelope envelope, String charset) {
        MessageProperties properties = new MessageProperties();
        ReceivedHeaders.of(received.getHeaders()).forEach(properties::setHeader);
        properties.setMessageId(received.getMessageId());
        properties.setType(received.getType());
        properties.setContentType(received.getContentType());
        properties.setAppId(received.getAppId());
        if (envelope != null) {
            properties.setReceivedRoutingKey(envelope.getRoutingKey());
            properties.setDeliveryTag(envelope.getDeliveryTag());
        }
        return properties;
    }
}
