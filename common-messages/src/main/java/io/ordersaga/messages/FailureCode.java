package io.ordersaga.messages;

/** The failure codes of this system. Strings, not an enum, because a participant may bring codes of its own. */
public final class FailureCode {

    public static final String PRODUCT_NOT_FOUND = "PRODUCT_NOT_FOUND";
    public static final String INSUFFICIENT_STOCK = "INSUFFICIENT_STOCK";
    public static final String USER_NOT_FOUND = "USER_NOT_FOUND";
    public static final String INSUFFICIENT_BALANCE = "INSUFFICIENT_BALANCE";
    public static final String ORDER_NOT_FOUND = "ORDER_NOT_FOUND";

    /** The saga was cancelled; also the answer to an action whose compensation came first. */
    public static final String CANCELLED = "CANCELLED";

    /** The saga's deadline passed before its pivot. */
    public static final String TIMED_OUT = "TIMED_OUT";

    private FailureCode() {}
}
