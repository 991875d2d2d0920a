package io.ordersaga.benchmarks.typicaldemo.product;

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
class ProductListener {

    private final ProductRepository products;
    private final RabbitTemplate rabbit;

    @RabbitListener(queues = Messaging.PRODUCT)
    @Transactional
    public void handle(Command command) {
        Event answer = products.findById(command.productId())
                .map(product -> answer(command, product))
                .orElseGet(() -> Event.failure(command, "PRODUCT_NOT_FOUND"));
        rabbit.convertAndSend(Messaging.EXCHANGE, Messaging.EVENT_KEY, answer);
    }

    private Event answer(Command command, Product product) {
        if (product.getQuantity() < command.quantity()) {
            return Event.failure(command, "INSUFFICIENT_STOCK");
        }
        if (command.action().equals("update_stock")) {
            product.setQuantity(product.getQuantity() - command.quantity());
            products.save(product);
        }
        return Event.priced(command, product.getPrice());
    }
}
