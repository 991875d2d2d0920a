package io.ordersaga.orchestrator.console;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.UrlBasedViewResolver;
import org.springframework.web.util.WebUtils;

/** Gives a {@link Notice} to the page that a person sees next, and to no other: neither to one that renews itself. */
final class NoticeTold implements HandlerInterceptor {

    /** That of a page's parts which htmx asks for. */
    private static final String PART = "HX-Request";

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView page) {
        Cookie cookie = WebUtils.getCookie(request, NoticeCookie.NAME);
        if (cookie != null && page != null && isSeen(request, page)) {
            NoticeCookie.forget(response);
            NoticeCookie.read(cookie.getValue()).ifPresent(words -> page.addObject("told", words));
        }
    }

    private static boolean isSeen(HttpServletRequest request, ModelAndView page) {
        String view = page.getViewName();
        return HttpMethod.GET.matches(request.getMethod())
                && request.getHeader(PART) == null
                && view != null
                && !view.startsWith(UrlBasedViewResolver.REDIRECT_URL_PREFIX);
    }
}
