package io.ordersaga.benchmarks.typicaldemo;

import org.springframework.amqp.core.Binding;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.TopicExchange;
import org.springframework.amqp.support.converter.JacksonJsonMessageConverter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The topology, which every service declares. */
@Configuration
public class Messaging {

    public static final String EXCHANGE = "saga";
    public static final String USER = "user-service.commands";
    public static final String PRODUCT = "product-service.commands";
    public static final String ORDER = "order-service.commands";
    public static final String EVENTS = "orchestrator-service.events";
    public static final String EVENT_KEY = "event";

    @Bean
    Declarables topology() {
        TopicExchange exchange = new TopicExchange(EXCHANGE);
        Queue user = new Queue(USER);
        Queue product = new Queue(PRODUCT);
        Queue order = new Queue(ORDER);
        Queue events = new Queue(EVENTS);
        return new Declarables(
                exchange,
                user,
                product,
                order,
                events,
                bound(user, exchange, "command.user.*"),
                bound(product, exchange, "command.product.*"),
                bound(order, exchange, "command.order.*"),
                bound(events, exchange, EVENT_KEY));
    }

    private static Binding bound(Queue queue, TopicExchange exchange, String key) {
        return BindingBuilder.bind(queue).to(exchange).with(key);
    }

    @Bean
    JacksonJsonMessageConverter json() {
        return new JacksonJsonMessageConverter();
    }
}
