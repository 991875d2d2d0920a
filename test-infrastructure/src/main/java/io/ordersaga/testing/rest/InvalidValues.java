package io.ordersaga.testing.rest;

import java.util.List;

/** What clients send in place of a good value, as raw JSON. */
public final class InvalidValues {

    /** In place of a text of at most 255 characters that says something. */
    public static final List<String> TEXT = List.of(
            "null",
            "5",
            "true",
            "{}",
            "[\"a\"]",
            "\"\"",
            "\"  \"",
            "\"a\\u0000b\"",
            "\"half \\ud800\"",
            "\"" + "x".repeat(256) + "\"");

    /** In place of zero or more, with at most 17 digits and 2 decimals. */
    public static final List<String> MONEY = List.of(
            "null",
            "\"5\"",
            "\"\"",
            "true",
            "{}",
            "[1]",
            "-0.01",
            "-1",
            "1.999",
            "1E-3",
            "100000000000000000",
            "1e400",
            "-1e400",
            "1E+1000000000",
            "0E+2147483647",
            "1E-1000000000");

    /** In place of a whole number from 0 to 2147483647. */
    public static final List<String> COUNT = List.of(
            "null", "\"5\"", "\"\"", "true", "{}", "[1]", "-1", "1.5", "1e2", "2147483648", "1e400", "1E+1000000000");

    /** Bodies that are no JSON object, or not one alone. */
    public static final List<String> BODY =
            List.of("", "{", "{\"name\":}", "null", "[]", "5", "\"text\"", "{}{}", "{\"name\":\"a\",\"name\":\"b\"}");

    private InvalidValues() {}
}
