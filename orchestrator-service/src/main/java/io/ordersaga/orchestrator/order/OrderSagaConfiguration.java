package io.ordersaga.orchestrator.order;

import io.ordersaga.orchestrator.engine.SagaDefinition;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Hands the order saga to the engine. Old versions, as long as their sagas run, are further beans beside it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OrderSagaProperties.class)
class OrderSagaConfiguration {

    @Bean
    SagaDefinition<OrderData> orderSaga(OrderSagaProperties settings) {
        return OrderSaga.definition(settings.deadline(), settings.retry());
    }
}
