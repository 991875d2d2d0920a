package io.ordersaga.rest;

import java.util.Optional;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** What to do about a request that found no controller. */
final class RefusedByFramework {

    private RefusedByFramework() {}

    static Optional<String> advice(Exception e) {
        return Optional.ofNullable(
                switch (e) {
                    case NoResourceFoundException _ -> "There is nothing here; /swagger-ui.html shows what there is.";
                    case HttpRequestMethodNotSupportedException method ->
                        method.getMethod() + " cannot be used here; the header Allow says what can.";
                    case HttpMediaTypeNotSupportedException _ ->
                        "The body must be JSON, with the header Content-Type: application/json.";
                    case HttpMediaTypeNotAcceptableException _ ->
                        "The answer would be JSON; let the header Accept allow application/json.";
                    default -> null;
                });
    }
}
