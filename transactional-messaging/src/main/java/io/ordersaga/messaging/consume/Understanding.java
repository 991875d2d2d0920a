package io.ordersaga.messaging.consume;

import io.ordersaga.messages.MalformedMessageException;
import io.ordersaga.messages.Message;
import io.ordersaga.messages.MessageJson;
import io.ordersaga.messages.RoutingKey;
import io.ordersaga.messaging.delivery.InboundMessage;

/** Reads a message of the contract, and refuses everything else with a sentence that says what is wrong with it. */
public final class Understanding {

    private Understanding() {}

    /**
     * @return the routing key, once the properties agree with it
     * @throws MalformedMessageException when the message cannot be one of the contract
     */
    public static RoutingKey key(InboundMessage message) {
        RoutingKey key = RoutingKey.parse(message.routingKey());
        if (message.contentType() == null || !message.contentType().startsWith("application/json")) {
            throw new MalformedMessageException(
                    "the content type is " + message.contentType() + ", not application/json");
        }
        if (message.type() != null && !message.type().equals(key.type())) {
            throw new MalformedMessageException("the type '" + message.type() + "' is not '" + key.type() + "'");
        }
        if (message.isTooLarge()) {
            throw new MalformedMessageException(
                    "the body has " + message.size() + " bytes, more than the " + message.body().length + " allowed");
        }
        return key;
    }

    /** @throws MalformedMessageException when the body is not of the type, or speaks of another saga than the key */
    public static <M extends Message> M body(InboundMessage message, RoutingKey key, Class<M> type) {
        M body = MessageJson.read(message.body(), type);
        if (!body.sagaId().equals(key.sagaId())) {
            throw new MalformedMessageException("the body is of saga " + body.sagaId() + ", the routing key is not");
        }
        return body;
    }
}
