package io.ordersaga.orchestrator.saga;

import io.ordersaga.messages.RoutingKey;
import io.ordersaga.messaging.consume.Subscription;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The queue that brings the services' answers. */
@Configuration(proxyBeanMethods = false)
class SagaConfiguration {

    @Bean
    Subscription sagaEvents(SagaAnswers answers) {
        return new Subscription("orchestrator-service.events", List.of(RoutingKey.EVERY_EVENT), answers);
    }
}
