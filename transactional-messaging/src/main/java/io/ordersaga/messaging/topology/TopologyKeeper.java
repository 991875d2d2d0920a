package io.ordersaga.messaging.topology;

import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Declares the topology again and again. A reconnection declares it anyway; this heals what somebody deleted while the
 * connection lived, above all a lost binding, which no client is told of. Declaring what exists changes nothing.
 */
@Slf4j
@RequiredArgsConstructor
public class TopologyKeeper {

    private final AmqpAdmin admin;
    private boolean reported;

    @Scheduled(
            fixedDelayString = "${order-saga.messaging.redeclare-interval:10s}",
            initialDelayString = "${order-saga.messaging.redeclare-interval:10s}")
    void redeclare() {
        try {
            admin.initialize();
            reported = false;
        } catch (AmqpException e) {
            if (!reported) {
                log.warn("RabbitMQ cannot be reached; trying again: {}", e.toString());
                reported = true;
            }
        }
    }
}
