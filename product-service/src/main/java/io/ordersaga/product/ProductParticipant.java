package io.ordersaga.product;

import io.ordersaga.messages.product.ProductCommand;
import io.ordersaga.messages.product.ProductCommand.CheckStock;
import io.ordersaga.messages.product.ProductCommand.RestoreStock;
import io.ordersaga.messages.product.ProductCommand.UpdateStock;
import io.ordersaga.messaging.CommandHandlers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The product service's part in sagas: which command goes to which method. */
@Configuration(proxyBeanMethods = false)
class ProductParticipant {

    @Bean
    CommandHandlers productCommands(Warehouse warehouse) {
        return CommandHandlers.of(ProductCommand.SERVICE)
                .prepareWith(warehouse::lock)
                .on(CheckStock.class, warehouse::check)
                .on(UpdateStock.class, warehouse::take)
                .on(RestoreStock.class, warehouse::restore);
    }
}
