package io.ordersaga.orchestrator.console;

import io.ordersaga.rest.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses changes that a browser sends on behalf of another site's page. Browsers say where a request comes from in
 * {@code Sec-Fetch-Site}, older ones in {@code Origin}; a client that says neither is no browser and is let through.
 */
final class CrossSiteRequests implements HandlerInterceptor {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OURS = Set.of("same-origin", "none");

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!READING.contains(request.getMethod()) && !isOurs(request)) {
            throw Problems.forbidden(
                    "cross-site-request",
                    "The page of another site asked for this change, and it was not made; use the console itself.");
        }
        return true;
    }

    private static boolean isOurs(HttpServletRequest request) {
        @Nullable String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return OURS.contains(site);
        }
        @Nullable String origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin == null || isHost(origin, request.getHeader(HttpHeaders.HOST));
    }

    private static boolean isHost(String origin, @Nullable String host) {
        try {
            return host != null && host.equals(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
