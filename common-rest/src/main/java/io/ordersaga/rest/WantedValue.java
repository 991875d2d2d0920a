package io.ordersaga.rest;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/** Says to a client what a Java type wants, in the client's terms. */
final class WantedValue {

    private static final Map<Class<?>, String> SENTENCES = Map.of(
            Integer.class, "must be a whole number from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE,
            Long.class, "must be a whole number from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE,
            Boolean.class, "must be true or false",
            String.class, "must be a text of valid characters",
            UUID.class, "must be a UUID such as 0193577a-3b1c-7c2e-9f4a-5d6e7f8091a2",
            Instant.class, "must be a time such as 2026-11-23T10:15:30Z");

    private WantedValue() {}

    static String of(@Nullable Class<?> type) {
        if (type == null) {
            return "has the wrong type";
        }
        Class<?> boxed = ClassUtils.resolvePrimitiveIfNecessary(type);
        return Optional.ofNullable(SENTENCES.get(boxed)).orElseGet(() -> byKind(boxed));
    }

    private static String byKind(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(String::valueOf)
                    .collect(Collectors.joining(", ", "must be one of ", ""));
        }
        if (Number.class.isAssignableFrom(type)) {
            return "must be a number";
        }
        return Collection.class.isAssignableFrom(type) ? "must be an array" : "must be an object";
    }
}
