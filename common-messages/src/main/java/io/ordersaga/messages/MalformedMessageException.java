package io.ordersaga.messages;

/** The message can never be understood, however often it is read: a routing key, body or field is not of the contract. */
public class MalformedMessageException extends RuntimeException {

    public MalformedMessageException(String message) {
        super(message);
    }

    public MalformedMessageException(String message, Throwable cause) {
        super(message, cause);
    }
}
