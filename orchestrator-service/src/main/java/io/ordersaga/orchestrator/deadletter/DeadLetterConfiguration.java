package io.ordersaga.orchestrator.deadletter;

import io.ordersaga.messaging.consume.BatchHandler;
import io.ordersaga.messaging.consume.Subscription;
import io.ordersaga.messaging.deadletter.DeadLetter;
import io.ordersaga.messaging.delivery.InboundMessage;
import io.ordersaga.messaging.topology.Topology;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Empties the dead-letter queue into the table. */
@Configuration(proxyBeanMethods = false)
class DeadLetterConfiguration {

    @Bean
    Subscription deadLetterQueue(DeadLetterStore store) {
        return new Subscription(Topology.DEAD_LETTERS, List.of(), new BatchHandler<DeadLetter>() {
            @Override
            public DeadLetter read(InboundMessage message) {
                return DeadLetter.read(message);
            }

            @Override
            public void handle(List<DeadLetter> batch) {
                batch.forEach(store::add);
            }
        });
    }
}
