package io.ordersaga.rest;

import io.ordersaga.rest.Problems.FieldError;
import java.net.URI;
import java.util.List;
import lombok.extern.slf4j.Slf4j;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Makes every error of a request a problem document, Spring's own ones included. */
@Slf4j
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return invalid(e, InvalidValues.of(e.getBindingResult()), headers, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return invalid(e, InvalidValues.of(e), headers, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (!UnreadableJson.isTooLarge(e)) {
            return invalid(e, List.of(UnreadableJson.explain(e)), headers, request);
        }
        HttpStatus tooLarge = HttpStatus.CONTENT_TOO_LARGE;
        ProblemDetail problem = Problems.document(
                tooLarge, "content-too-large", "The body is larger than any request here; shorten it.");
        return handleExceptionInternal(e, problem, headers, tooLarge, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String name = e instanceof MethodArgumentTypeMismatchException argument
                ? JsonNames.of(argument.getName())
                : String.valueOf(e.getPropertyName());
        return invalid(e, List.of(new FieldError(name, WantedValue.of(e.getRequiredType()))), headers, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return invalid(e, List.of(new FieldError(e.getParameterName(), "is missing")), headers, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleServletRequestBindingException(
            ServletRequestBindingException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return e instanceof MissingRequestHeaderException header
                ? invalid(e, List.of(new FieldError(header.getHeaderName(), "is missing")), headers, request)
                : super.handleServletRequestBindingException(e, headers, status, request);
    }

    /** Tomcat reads the parameters when they are first asked for. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> unreadableParameters(InvalidParameterException e, WebRequest request) {
        FieldError error = new FieldError("query", "cannot be read; it must be name=value pairs, percent-encoded");
        return invalid(e, List.of(error), new HttpHeaders(), request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> unexpected(Exception e, WebRequest request) {
        ServerProblem problem = ServerProblem.of(e);
        problem.log(log, e);
        return handleExceptionInternal(e, problem.document(), problem.headers(), problem.status(), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ResponseEntity<Object> answer = super.handleExceptionInternal(e, body, headers, status, request);
        if (answer == null || !(answer.getBody() instanceof ProblemDetail problem)) {
            return answer;
        }
        if (problem.getType() == null || problem.getType().equals(URI.create("about:blank"))) {
            problem.setType(Problems.typeOf(status));
        }
        if (problem.getInstance() == null && request instanceof ServletWebRequest servlet) {
            problem.setInstance(Problems.instanceOf(servlet.getRequest().getRequestURI()));
        }
        RefusedByFramework.advice(e).ifPresent(problem::setDetail);
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private @Nullable ResponseEntity<Object> invalid(
            Exception e, List<FieldError> errors, HttpHeaders headers, WebRequest request) {
        ProblemDetail problem = Problems.invalidRequest(HttpStatus.BAD_REQUEST, errors);
        return handleExceptionInternal(e, problem, headers, HttpStatus.BAD_REQUEST, request);
    }
}
