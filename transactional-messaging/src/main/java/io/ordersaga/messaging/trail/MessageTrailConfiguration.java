package io.ordersaga.messaging.trail;

import io.ordersaga.messaging.inbox.InboxStore;
import io.ordersaga.messaging.outbox.WaitingMessages;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The trail, and its door where the service has one. */
@Configuration(proxyBeanMethods = false)
public class MessageTrailConfiguration {

    @Bean
    SagaMessages sagaMessages(InboxStore inbox, WaitingMessages outbox) {
        return new SagaMessages(inbox, outbox);
    }

    /** For services that have a door. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass(name = "org.springframework.web.bind.annotation.RestController")
    static class Door {

        @Bean
        MessageTrailController messageTrailController(SagaMessages messages) {
            return new MessageTrailController(messages);
        }
    }
}
