package io.ordersaga.rest;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What fails outside the controllers is a problem document as well. */
@Hidden
@RestController
class ProblemErrorController implements ErrorController {

    @RequestMapping("${server.error.path:/error}")
    ResponseEntity<ProblemDetail> error(HttpServletRequest request) {
        HttpStatus status = attribute(request, RequestDispatcher.ERROR_STATUS_CODE, Integer.class)
                .map(HttpStatus::resolve)
                .orElse(HttpStatus.NOT_FOUND);
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detailOf(status));
        problem.setType(Problems.typeOf(status));
        attribute(request, RequestDispatcher.ERROR_REQUEST_URI, String.class)
                .map(Problems::instanceOf)
                .ifPresent(problem::setInstance);
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static String detailOf(HttpStatus status) {
        return status.is5xxServerError()
                ? "Something went wrong on our side and is in this service's log."
                : "The request could not be understood; mend its address, headers or body.";
    }

    private static <T> Optional<T> attribute(HttpServletRequest request, String name, Class<T> type) {
        return Optional.ofNullable(request.getAttribute(name)).map(type::cast);
    }
}
