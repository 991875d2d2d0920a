package io.ordersaga.messaging.trace.http;

import io.ordersaga.messaging.trace.Spans;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** For services that have a door. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(name = "org.springframework.web.servlet.HandlerMapping")
public class RequestTraceConfiguration {

    /** Before the others, so that what they log belongs to the trace too. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 10)
    RequestTraceFilter requestTraceFilter(Spans spans) {
        return new RequestTraceFilter(spans);
    }
}
