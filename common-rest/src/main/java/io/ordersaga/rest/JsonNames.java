package io.ordersaga.rest;

import java.util.Locale;

/** Names in Java as they are named in JSON. */
final class JsonNames {

    private JsonNames() {}

    static String of(String javaName) {
        return javaName.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
