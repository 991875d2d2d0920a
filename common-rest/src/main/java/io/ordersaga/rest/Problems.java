package io.ordersaga.rest;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * Errors for people, as problem documents (RFC 9457). Throwing one answers the request with it. {@code type} is stable;
 * {@code detail} says what was wrong and what to do.
 */
public final class Problems {

    static final String RETRY_SECONDS = "2";

    private static final String TYPE = "urn:order-saga:problem:";
    private static final String ERRORS = "errors";

    private Problems() {}

    /** One thing that is wrong with a request: which field, named as in the JSON, and why. */
    public record FieldError(String field, String message) {}

    /** 403: sound, but not from there. */
    public static ErrorResponseException forbidden(String slug, String detail) {
        return problem(HttpStatus.FORBIDDEN, slug, detail);
    }

    /** 404: there is no such thing. */
    public static ErrorResponseException notFound(String what, Object id) {
        return problem(HttpStatus.NOT_FOUND, what + "-not-found", "There is no " + what + " " + id + "; check the id.");
    }

    /**
     * 409: not in the state that things are in now.
     *
     * @param slug the last part of the type, in lower case with hyphens
     */
    public static ErrorResponseException conflict(String slug, String detail) {
        return problem(HttpStatus.CONFLICT, slug, detail);
    }

    /** 412: it has changed since the caller read it. */
    public static ErrorResponseException preconditionFailed(String detail) {
        return problem(HttpStatus.PRECONDITION_FAILED, "precondition-failed", detail);
    }

    /** 422: understood, and yet it cannot be done. */
    public static ErrorResponseException unprocessable(String slug, String detail) {
        return problem(HttpStatus.UNPROCESSABLE_CONTENT, slug, detail);
    }

    /** 503: something that it needs does not answer or is too busy; worth asking again in a moment. */
    public static ErrorResponseException unavailable(String slug, String detail) {
        ErrorResponseException busy = problem(HttpStatus.SERVICE_UNAVAILABLE, slug, detail);
        busy.getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        return busy;
    }

    /** 400: what is wrong with which field. */
    public static ErrorResponseException invalid(String field, String message) {
        return new ErrorResponseException(
                HttpStatus.BAD_REQUEST,
                invalidRequest(HttpStatus.BAD_REQUEST, List.of(new FieldError(field, message))),
                null);
    }

    private static ErrorResponseException problem(HttpStatus status, String slug, String detail) {
        return new ErrorResponseException(status, document(status, slug, detail), null);
    }

    static ProblemDetail document(HttpStatusCode status, String slug, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create(TYPE + slug));
        return problem;
    }

    static ProblemDetail invalidRequest(HttpStatusCode status, List<FieldError> errors) {
        ProblemDetail problem = document(
                status,
                "invalid-request",
                "The request was not understood and changed nothing; mend what errors names.");
        problem.setProperty(ERRORS, errors);
        return problem;
    }

    /** What is wrong with which field; empty when that is not what the problem is about. */
    public static List<FieldError> errorsOf(ProblemDetail problem) {
        Map<String, Object> more = Objects.requireNonNullElse(problem.getProperties(), Map.of());
        return more.get(ERRORS) instanceof List<?> errors
                ? errors.stream()
                        .filter(FieldError.class::isInstance)
                        .map(FieldError.class::cast)
                        .toList()
                : List.of();
    }

    /** Two slashes at its beginning would make a host of what is a path (RFC 3986, section 4.2), or nothing readable. */
    static URI instanceOf(String path) {
        return URI.create(path.replaceFirst("^//+", "/"));
    }

    /** The type of an error that Spring raises: the status in words. */
    static URI typeOf(HttpStatusCode status) {
        HttpStatus known = HttpStatus.resolve(status.value());
        String slug = known == null
                ? "status-" + status.value()
                : known.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
        return URI.create(TYPE + slug);
    }
}
