package io.ordersaga.orchestrator.saga;

import io.ordersaga.messages.RoutingKey;
import io.ordersaga.messaging.consume.Subscription;
import io.ordersaga.messaging.retention.PartitionedTable;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The queue that brings the services' answers, and the tables that are kept by month. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SagaRetentionProperties.class)
class SagaConfiguration {

    @Bean
    PartitionedTable sagasByMonth() {
        return new PartitionedTable("saga");
    }

    @Bean
    PartitionedTable lateAnswersByMonth() {
        return new PartitionedTable("late_answer");
    }

    @Bean
    Subscription sagaEvents(SagaAnswers answers) {
        return new Subscription(SagaQueues.EVENTS, List.of(RoutingKey.EVERY_EVENT), answers);
    }
}
