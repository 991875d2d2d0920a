package io.ordersaga.benchmarks.typicaldemo.orchestrator;

import io.ordersaga.benchmarks.typicaldemo.Event;
import io.ordersaga.benchmarks.typicaldemo.Messaging;
import lombok.RequiredArgsConstructor;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
@RequiredArgsConstructor
class SagaListener {

    private final SagaRepository sagas;
    private final SagaCommands commands;
    private final Endings endings;

    @RabbitListener(queues = Messaging.EVENTS)
    @Transactional
    public void handle(Event event) {
        Saga saga = sagas.findById(event.sagaId()).orElseThrow();
        if (event.failed()) {
            fail(saga, event);
        } else {
            succeed(saga, event);
        }
        sagas.save(saga);
    }

    private void succeed(Saga saga, Event event) {
        switch (event.action()) {
            case "create_order" -> next(saga, "product", "check_stock");
            case "check_stock" -> {
                saga.setUnitPrice(event.unitPrice());
                next(saga, "user", "check_balance");
            }
            case "check_balance" -> next(saga, "user", "update_balance");
            case "update_balance" -> next(saga, "product", "update_stock");
            case "update_stock", "refund_balance" -> next(saga, "order", "update_status");
            case "update_status" -> end(saga);
            default -> throw new IllegalArgumentException(event.action());
        }
    }

    private void fail(Saga saga, Event event) {
        saga.setFailureCode(event.failure());
        if (event.action().equals("update_stock")) {
            next(saga, "user", "refund_balance");
        } else {
            next(saga, "order", "update_status");
        }
    }

    private void next(Saga saga, String service, String action) {
        saga.setStep(action);
        commands.send(saga, service, action);
    }

    private void end(Saga saga) {
        saga.setStatus(saga.getFailureCode() == null ? "COMPLETED" : "FAILED");
        endings.ended(saga);
    }
}
