package io.ordersaga.rest;

import io.ordersaga.rest.Problems.FieldError;
import java.util.stream.Collectors;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says in a sentence why a request body could not be read. */
final class UnreadableJson {

    private static final String BODY = "body";

    private UnreadableJson() {}

    static FieldError explain(HttpMessageNotReadableException e) {
        return switch (e.getCause()) {
            case UnrecognizedPropertyException unknown ->
                new FieldError(path(unknown), "is not a field of this request");
            case InvalidFormatException format -> new FieldError(path(format), wanted(format));
            case MismatchedInputException mismatch -> new FieldError(path(mismatch), wanted(mismatch));
            case StreamConstraintsException tooLarge -> new FieldError(BODY, "is too large or too deep");
            case JacksonException broken -> new FieldError(BODY, "is not JSON: " + position(broken));
            case null, default -> new FieldError(BODY, "is missing");
        };
    }

    private static String wanted(MismatchedInputException e) {
        Class<?> type = e.getTargetType();
        if (type == null) {
            return "has the wrong type";
        }
        if (Number.class.isAssignableFrom(type) || type == int.class || type == long.class) {
            return "must be a number that fits" + (type == java.math.BigDecimal.class ? "" : ", without decimals");
        }
        return type == String.class ? "must be a text" : "must be a JSON object of this request's fields";
    }

    private static String position(JacksonException e) {
        return e.getLocation() == null
                ? "it cannot be read"
                : "line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }

    private static String path(JacksonException e) {
        String path = e.getPath().stream()
                .map(reference -> reference.getPropertyName() == null
                        ? Integer.toString(reference.getIndex())
                        : reference.getPropertyName())
                .collect(Collectors.joining("."));
        return path.isEmpty() ? BODY : path;
    }
}
