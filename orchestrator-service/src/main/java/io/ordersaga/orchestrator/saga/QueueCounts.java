package io.ordersaga.orchestrator.saga;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import lombok.extern.slf4j.Slf4j;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.QueueInformation;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * How much waits in the queues of everybody who has a part in sagas, and how many read it, in the broker's words: a
 * queue whose service is down has nobody else to tell of it. Unknown ({@code NaN}) while the broker is away.
 */
@Slf4j
@Component
class QueueCounts {

    private static final Depth UNKNOWN = new Depth(Double.NaN, Double.NaN);

    private final AmqpAdmin broker;
    private final Map<String, Depth> depths = new ConcurrentHashMap<>();

    private record Depth(double messages, double consumers) {}

    QueueCounts(SagaDefinitions definitions, AmqpAdmin broker, MeterRegistry meters) {
        this.broker = broker;
        SagaQueues.of(definitions.services()).forEach(queue -> register(queue, meters));
    }

    private void register(String queue, MeterRegistry meters) {
        depths.put(queue, UNKNOWN);
        Gauge.builder("messaging.queue.messages", () -> of(queue).messages())
                .tag("queue", queue)
                .register(meters);
        Gauge.builder("messaging.queue.consumers", () -> of(queue).consumers())
                .tag("queue", queue)
                .register(meters);
    }

    private Depth of(String queue) {
        return depths.getOrDefault(queue, UNKNOWN);
    }

    @Scheduled(fixedDelayString = "${order-saga.count-interval:5s}")
    void count() {
        depths.replaceAll((queue, _) -> ask(queue));
    }

    private Depth ask(String queue) {
        try {
            QueueInformation found = broker.getQueueInfo(queue);
            return found == null ? UNKNOWN : new Depth(found.getMessageCount(), found.getConsumerCount());
        } catch (AmqpException e) {
            log.debug("{} cannot be counted", queue, e);
            return UNKNOWN;
        }
    }
}
