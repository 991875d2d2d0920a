package io.ordersaga.orchestrator.console;

import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.converter.HttpMessageConversionException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClientException;

/** Why another service gave no answer, in words for people; what Java calls it is for the log. */
final class NoAnswer {

    /** The first that fits says it. */
    private static final Map<Class<? extends Throwable>, String> REASONS = new LinkedHashMap<>();

    static {
        REASONS.put(UnresolvedAddressException.class, "there is no such host");
        REASONS.put(HttpConnectTimeoutException.class, "it could not be connected to in time");
        REASONS.put(ConnectException.class, "nothing accepts connections there");
        REASONS.put(HttpTimeoutException.class, "it was asked and did not answer in time");
        REASONS.put(HttpMessageConversionException.class, "what answers there cannot be understood");
        REASONS.put(ResourceAccessException.class, "the connection broke");
    }

    private NoAnswer() {}

    static String why(RestClientException e) {
        return REASONS.entrySet().stream()
                .filter(reason -> e.contains(reason.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("what answers there cannot be understood");
    }

    /** Whether the question cannot have reached it. */
    static boolean isNeverAsked(RestClientException e) {
        return e.contains(ConnectException.class) || e.contains(HttpConnectTimeoutException.class);
    }
}
