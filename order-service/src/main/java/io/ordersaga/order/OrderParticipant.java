package io.ordersaga.order;

import io.ordersaga.messages.order.OrderCommand;
import io.ordersaga.messages.order.OrderCommand.CreateOrder;
import io.ordersaga.messages.order.OrderCommand.UpdateStatus;
import io.ordersaga.messaging.CommandHandlers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The order service's part in sagas: which command goes to which method. */
@Configuration(proxyBeanMethods = false)
class OrderParticipant {

    @Bean
    CommandHandlers orderCommands(OrderBook book) {
        return CommandHandlers.of(OrderCommand.SERVICE)
                .prepareWith(book::load)
                .on(CreateOrder.class, book::create)
                .on(UpdateStatus.class, book::updateStatus);
    }
}
