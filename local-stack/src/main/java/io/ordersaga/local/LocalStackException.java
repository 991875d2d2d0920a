package io.ordersaga.local;

/** Something a person has to put right; its message is the one line that is shown. */
public class LocalStackException extends RuntimeException {

    public LocalStackException(String message) {
        super(message);
    }

    public LocalStackException(String message, Throwable cause) {
        super(message, cause);
    }
}
