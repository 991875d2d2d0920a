package io.ordersaga.rest;

import io.ordersaga.rest.Problems.FieldError;
import java.util.stream.Collectors;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
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
            case MismatchedInputException mismatch ->
                new FieldError(path(mismatch), WantedValue.of(mismatch.getTargetType()));
            case InputCoercionException overflow ->
                new FieldError(path(overflow), WantedValue.of(overflow.getTargetType()));
            case StreamConstraintsException excess ->
                new FieldError(path(excess), "is longer or nested deeper than anything asked for here");
            case JacksonException broken -> new FieldError(BODY, "is not JSON: " + position(broken));
            case null, default -> new FieldError(BODY, "is missing");
        };
    }

    /** The parser counts the bytes of a body and has no exception of its own for too many. */
    static boolean isTooLarge(HttpMessageNotReadableException e) {
        return e.getCause() instanceof StreamConstraintsException excess
                && excess.getOriginalMessage().startsWith("Document length");
    }

    private static String position(JacksonException e) {
        TokenStreamLocation at = e.getLocation();
        return at == null ? "it cannot be read" : "look at line " + at.getLineNr() + ", column " + at.getColumnNr();
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
