package io.ordersaga.benchmarks.typicaldemo.order;

import io.ordersaga.benchmarks.typicaldemo.Command;
import io.ordersaga.benchmarks.typicaldemo.Event;
import io.ordersaga.benchmarks.typicaldemo.Messaging;
import lombok.RequiredArgsConstructor;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
@RequiredArgsConstructor
class CustomerOrderListener {

    private final CustomerOrderRepository orders;
    private final RabbitTemplate rabbit;

    @RabbitListener(queues = Messaging.ORDER)
    @Transactional
    public void handle(Command command) {
        if (command.action().equals("create_order")) {
            create(command);
        } else {
            update(command);
        }
        rabbit.convertAndSend(Messaging.EXCHANGE, Messaging.EVENT_KEY, Event.success(command));
    }

    private void create(Command command) {
        CustomerOrder order = new CustomerOrder();
        order.setId(command.sagaId());
        order.setOwnerId(command.ownerId());
        order.setProductId(command.productId());
        order.setQuantity(command.quantity());
        order.setStatus("PENDING");
        orders.save(order);
    }

    private void update(Command command) {
        CustomerOrder order = orders.findById(command.sagaId()).orElseThrow();
        order.setStatus(command.status());
        order.setTotalPrice(command.amount());
        orders.save(order);
    }
}
