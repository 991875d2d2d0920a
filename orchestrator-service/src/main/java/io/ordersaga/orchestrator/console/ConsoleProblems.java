package io.ordersaga.orchestrator.console;

import io.ordersaga.rest.Problems;
import io.ordersaga.rest.Problems.FieldError;
import io.ordersaga.rest.ServerProblem;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import lombok.extern.slf4j.Slf4j;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;

/** Tells people on a page what programs are told in a problem document. */
@Slf4j
@ControllerAdvice(basePackageClasses = ConsoleProblems.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class ConsoleProblems {

    @ExceptionHandler
    ModelAndView refused(Exception e, HttpServletResponse response) {
        return switch (e) {
            case MethodArgumentNotValidException invalid ->
                page(response, HttpStatus.BAD_REQUEST.value(), inWords(null, errorsOf(invalid)));
            case ErrorResponse answer -> page(response, answer.getStatusCode().value(), answer.getBody());
            case MethodArgumentTypeMismatchException mismatch ->
                page(
                        response,
                        HttpStatus.BAD_REQUEST.value(),
                        inWords(null, List.of(cannotBe(mismatch.getName(), mismatch.getValue()))));
            case InvalidParameterException unreadable ->
                page(
                        response,
                        unreadable.getErrorCode(),
                        "The address or the form cannot be read; it must be name=value pairs, percent-encoded.");
            default -> failed(e, response);
        };
    }

    private static List<FieldError> errorsOf(MethodArgumentNotValidException invalid) {
        return invalid.getFieldErrors().stream()
                .map(error -> error.isBindingFailure()
                        ? cannotBe(error.getField(), error.getRejectedValue())
                        : new FieldError(
                                error.getField(),
                                Objects.requireNonNullElse(error.getDefaultMessage(), "is not valid")))
                .toList();
    }

    private static FieldError cannotBe(String field, @Nullable Object value) {
        return new FieldError(field, "cannot be '" + value + "'");
    }

    /** What is wrong with which field, where that is known; a problem's detail only points to it. */
    static String inWords(@Nullable String detail, List<FieldError> errors) {
        return errors.isEmpty()
                ? Objects.requireNonNullElse(detail, "It could not be done.")
                : errors.stream()
                        .map(error -> error.field() + " " + error.message())
                        .sorted()
                        .collect(Collectors.joining("; ", "Nothing was done: ", "."));
    }

    static String inWords(ProblemDetail problem) {
        return inWords(problem.getDetail(), Problems.errorsOf(problem));
    }

    /** The browser went away while it was sent something: there is nobody left to tell. */
    @ExceptionHandler
    void gone(AsyncRequestNotUsableException e) {
        log.debug("a watcher of the console is gone: {}", e.toString());
    }

    private static ModelAndView failed(Exception e, HttpServletResponse response) {
        ServerProblem problem = ServerProblem.of(e);
        problem.log(log, e);
        return page(response, problem.status().value(), problem.document());
    }

    private static ModelAndView page(HttpServletResponse response, int status, ProblemDetail problem) {
        return page(response, status, inWords(problem));
    }

    static ModelAndView page(HttpServletResponse response, int status, String detail) {
        response.setStatus(status);
        return new ModelAndView("console/problem").addObject("status", status).addObject("detail", detail);
    }
}
