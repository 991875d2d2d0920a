package io.ordersaga.messages;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Refuses fields that no message of the contract can have, so that a record in hand is always a sane one. */
public final class Require {

    private Require() {}

    public static void present(String field, @Nullable Object value) {
        if (value == null) {
            throw new MalformedMessageException(field + " is missing");
        }
    }

    public static void text(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new MalformedMessageException(field + " is missing or empty");
        }
    }

    public static void positive(String field, long value) {
        if (value <= 0) {
            throw new MalformedMessageException(field + " must be greater than zero");
        }
    }

    /** Money is never negative in a message, and has at most two decimals. */
    public static void money(String field, @Nullable BigDecimal value) {
        if (value == null) {
            throw new MalformedMessageException(field + " is missing");
        }
        if (value.signum() < 0 || value.scale() > 2 || (long) value.precision() - value.scale() > 38) {
            throw new MalformedMessageException(
                    field + " must be an amount of money: zero or more, at most 2 decimals");
        }
    }
}
