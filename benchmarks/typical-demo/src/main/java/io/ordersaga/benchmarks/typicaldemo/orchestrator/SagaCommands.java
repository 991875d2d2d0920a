package io.ordersaga.benchmarks.typicaldemo.orchestrator;

import io.ordersaga.benchmarks.typicaldemo.Command;
import io.ordersaga.benchmarks.typicaldemo.Messaging;
import lombok.RequiredArgsConstructor;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.stereotype.Component;

@Component
@RequiredArgsConstructor
class SagaCommands {

    private final RabbitTemplate rabbit;

    void send(Saga saga, String service, String action) {
        Command command = new Command(
                saga.getId(),
                action,
                saga.getOwnerId(),
                saga.getProductId(),
                saga.getQuantity(),
                saga.total(),
                saga.getFailureCode() == null ? "SUCCESS" : "FAILED");
        rabbit.convertAndSend(Messaging.EXCHANGE, "command." + service + "." + action, command);
    }
}
