package io.ordersaga.rest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Times that clients ask by. */
public final class Times {

    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private Times() {}

    /**
     * Refuses what no clock shows and no database can compare with.
     *
     * @param field what the client calls it
     * @throws org.springframework.web.ErrorResponseException 400 when it is before 1970 or after 9999
     */
    public static void requireSensible(String field, @Nullable Instant time) {
        if (time != null && (time.isBefore(Instant.EPOCH) || !time.isBefore(END))) {
            throw Problems.invalid(field, "must be a time from the years 1970 to 9999");
        }
    }

    /**
     * Refuses a time that ends before it begins: nothing is in it, which would be taken for an answer.
     *
     * @throws org.springframework.web.ErrorResponseException 400 when it does
     */
    public static void requireOrder(String from, @Nullable Instant begin, String to, @Nullable Instant end) {
        if (begin != null && end != null && !begin.isBefore(end)) {
            throw Problems.invalid(to, "must be later than " + from);
        }
    }
}
