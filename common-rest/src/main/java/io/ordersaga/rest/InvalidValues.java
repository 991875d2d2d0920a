package io.ordersaga.rest;

import io.ordersaga.rest.Problems.FieldError;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.MethodParameter;
import org.springframework.validation.Errors;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.annotation.HandlerMethodValidationException;

/** What constraints refused, under the names by which clients sent it and in an order that stays. */
final class InvalidValues {

    private static final Comparator<FieldError> BY_FIELD =
            Comparator.comparing(FieldError::field).thenComparing(FieldError::message);

    private InvalidValues() {}

    static List<FieldError> of(Errors body) {
        return inBody(body).sorted(BY_FIELD).toList();
    }

    static List<FieldError> of(HandlerMethodValidationException e) {
        return e.getParameterValidationResults().stream()
                .flatMap(InvalidValues::inParameter)
                .sorted(BY_FIELD)
                .toList();
    }

    private static Stream<FieldError> inParameter(ParameterValidationResult result) {
        if (result instanceof ParameterErrors body) {
            return inBody(body);
        }
        String name = nameOf(result.getMethodParameter());
        return result.getResolvableErrors().stream().map(error -> new FieldError(name, messageOf(error)));
    }

    private static Stream<FieldError> inBody(Errors body) {
        return body.getAllErrors().stream().map(error -> new FieldError(fieldOf(error), messageOf(error)));
    }

    private static String fieldOf(ObjectError error) {
        return error instanceof org.springframework.validation.FieldError field
                ? JsonNames.of(field.getField())
                : "body";
    }

    private static String nameOf(MethodParameter parameter) {
        RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
        RequestParam query = parameter.getParameterAnnotation(RequestParam.class);
        String given = header != null ? header.name() : query != null ? query.name() : "";
        String inJava = parameter.getParameterName();
        return given.isEmpty() && inJava != null ? JsonNames.of(inJava) : given;
    }

    private static String messageOf(MessageSourceResolvable error) {
        @Nullable String message = error.getDefaultMessage();
        return message == null ? "is not valid" : message;
    }
}
