package io.ordersaga.messaging.trace.http;

import io.ordersaga.messaging.trace.CurrentTrace;
import io.ordersaga.messaging.trace.Spans;
import io.ordersaga.messaging.trace.TraceParent;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import lombok.RequiredArgsConstructor;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/** Lets each request work for the trace that its client names, or for a new one. */
@RequiredArgsConstructor
class RequestTraceFilter extends OncePerRequestFilter {

    private static final int SERVER_ERROR = 500;

    private final Spans spans;

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/actuator");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Spans.Work work = spans.answering(request.getMethod(), request.getHeader(TraceParent.HEADER));
        try (CurrentTrace.Before _ = CurrentTrace.enter(work.trace(), null)) {
            chain.doFilter(request, response);
            describe(work, request, response.getStatus());
        } catch (ServletException | IOException | RuntimeException e) {
            work.failed(e.toString());
            throw e;
        } finally {
            work.end();
        }
    }

    private void describe(Spans.Work work, HttpServletRequest request, int status) {
        if (!spans.areMade()) {
            return;
        }
        work.with("url.path", request.getRequestURI()).with("http.response.status_code", Integer.toString(status));
        if (request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String route) {
            work.named(request.getMethod() + " " + route).with("http.route", route);
        }
        if (status >= SERVER_ERROR) {
            work.failed("It was answered with " + status + ".");
        }
    }
}
