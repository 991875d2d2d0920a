package io.ordersaga.orchestrator.console;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What holds for every page. */
@Configuration(proxyBeanMethods = false)
class ConsoleConfiguration implements WebMvcConfigurer {

    private static final String[] PAGES = {"/", "/console/**"};

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(new CrossSiteRequests());
        interceptors.addInterceptor(new PageHeaders()).addPathPatterns(PAGES);
        interceptors.addInterceptor(new NoticeTold()).addPathPatterns(PAGES);
    }
}
